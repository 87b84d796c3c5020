import type { Agreement } from '../../domain/agreement/agreement.ts';
import { type DeskFace, DeskForm } from './desk-layout.tsx';

/** What may be done with one agreement; the last part of the act's address. */
export const agreementActNames = [
  'resend',
  'correct',
  'birth-date',
  'by-post',
  'by-email',
  'unlock',
  'void',
  'paper',
  'paper-signed',
  'proof',
  'in-office',
  'offer',
  'offer-answer',
  'leave',
  'member-add',
  'adult-add',
  'adult-stop',
  'member-leaves',
  'member-stays',
  'payer',
  'payer-answer',
  'guardian',
  'helper-add',
  'helper-revoke',
  'answered',
  'posted',
  'returned',
  'payment',
  'bounced',
  'credit',
  'extend',
  'write-off',
  'cancel',
  'end',
  'undo-ending',
  'death',
  'undo-death',
  'change-doctor',
  'doctor-answer',
  'renew',
  'paid-back',
  'refund-posted',
  'use',
  'restart',
  'settle',
] as const;
export type AgreementActName = (typeof agreementActNames)[number];

/** Whether and where an act is offered. */
export interface ActsFace extends Pick<DeskFace, 'csrf'> {
  agreement: Agreement;
  /** What whoever looks may do with this agreement. */
  allowed: readonly AgreementActName[];
}

/** One button, where it is allowed. */
export function Act({
  agreement,
  csrf,
  allowed,
  act,
  button,
  hidden,
}: ActsFace & { act: AgreementActName; button: string; hidden?: Record<string, string> }) {
  if (!allowed.includes(act)) return null;
  const action = `/desk/agreements/${agreement.agreementId}/${act}`;
  return <DeskForm csrf={csrf} action={action} button={button} hidden={hidden} isQuiet />;
}

/** Leads to the act's form, where it is allowed. */
export function ActLink({
  agreement,
  allowed,
  act,
  words,
  about = {},
}: ActsFace & { act: AgreementActName; words: string; about?: Record<string, string> }) {
  if (!allowed.includes(act)) return null;
  const query = new URLSearchParams({ do: act, ...about });
  return (
    <li>
      <a href={`/desk/agreements/${agreement.agreementId}?${query}`}>{words}</a>
    </li>
  );
}
