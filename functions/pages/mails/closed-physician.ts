import type { CloseReason } from '../../domain/agreement/agreement.ts';
import type { PracticeFace } from '../practice-face.ts';
import { composeMail, hello, type Mail } from './mail.ts';

export interface ClosedPhysicianProps {
  practice: PracticeFace;
  physicianName: string;
  patientFirstName: string;
  reason: CloseReason;
}

const reasonWords: Record<CloseReason, string> = {
  declined: 'it was declined',
  expired: 'it was not signed by both sides in time',
  unpaid: 'the first payment did not arrive within 21 days',
  voided: 'the practice took it back',
  physician_left: 'you leave the practice',
  withdrawn: 'the patient left the waiting list',
  offer_declined: 'the patient did not want the place',
  offer_lapsed: 'the patient did not answer',
};

/** Word to a physician who had signed. */
export function closedPhysicianMail({ practice, physicianName, patientFirstName, reason }: ClosedPhysicianProps): Mail {
  return composeMail({
    practice,
    subject: `An agreement that you signed is closed (${practice.name})`,
    greeting: hello(physicianName),
    blocks: [
      `The agreement with ${patientFirstName} is closed: ${reasonWords[reason]}. It never came into force, and nothing was charged.`,
      'The place in your panel is free again. You need not do anything.',
    ],
    why: `You get this email because ${practice.name} lists you as the physician of this agreement.`,
  });
}
