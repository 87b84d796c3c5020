import type { StaffSession } from '../../domain/staff/session.ts';
import type { Request } from '../request.ts';

/** A request of somebody who has signed in, as the desk's routes see it. */
export interface DeskRequest extends Request {
  session: StaffSession;
  /** Without a slash at its end. */
  publicUrl: string;
}

/** What every page of the desk shows around its own. */
export function deskFace({ book, session }: Pick<DeskRequest, 'book' | 'session'>) {
  const { staff, csrf } = session;
  return { practice: book.practice, staff, csrf };
}
