import type { LoadedAgreement } from '../../adapters/table/agreement-store.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import type { Act } from '../../domain/staff/roles.ts';
import type { AgreementActName } from '../../pages/desk/act-link.tsx';
import type { Answer } from '../answer.ts';
import type { FieldChecks } from '../forms/checks.ts';
import type { DeskRequest } from './desk-request.ts';

/** What an act needs: the request, the agreement as it is, the form's checks, and who acts. */
export interface Acting {
  request: DeskRequest;
  loaded: LoadedAgreement;
  checks: FieldChecks;
  by: string;
  today: string;
}

export interface AgreementAct {
  act: Act;
  /** The event that is decided; undefined where the form has mistakes. */
  event?: (acting: Acting) => AgreementEvent | undefined;
  /** What is no decision about the agreement, or more than one. */
  perform?: (acting: Acting) => Promise<Answer | undefined>;
}

/** Acts by the last part of their address. */
export type ActTable = Partial<Record<AgreementActName, AgreementAct>>;

/** The signer that a form is about. */
export function signerIn({ form }: DeskRequest): { documentId: string; signerId: string } {
  return { documentId: form.documentId ?? '', signerId: form.signerId ?? '' };
}
