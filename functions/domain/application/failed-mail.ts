import { noticeKeys } from '../notices/notice.ts';
import type { ApplicationStatus } from './application.ts';

/** In which an applicant waits for a mail: for the link that confirms it, or for the word that it came to nothing. */
export function waitsIn(noticeKey: string): ApplicationStatus[] {
  return noticeKey === noticeKeys.confirmation() ? ['unconfirmed'] : ['refused', 'withdrawn'];
}
