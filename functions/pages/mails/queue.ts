import type { PracticeFace } from '../practice-face.ts';
import { composeMail, hello, type Mail } from './mail.ts';

export interface QueueMailProps {
  practice: PracticeFace;
  physicianName: string;
  /** How many agreements. Who the patients are stands behind the sign-in. */
  waiting: number;
  link: string;
}

/** To a physician, once a day at most. */
export function queueMail({ practice, physicianName, waiting, link }: QueueMailProps): Mail {
  const agreements = waiting === 1 ? '1 agreement waits' : `${waiting} agreements wait`;
  return composeMail({
    practice,
    subject: `${agreements} for your signature (${practice.name})`,
    greeting: hello(physicianName),
    blocks: [
      `${agreements} for your signature. The patients have signed and chosen how to pay.`,
      'Each can be signed for a week or more; its last day stands beside it. After that it expires, and the place is free again.',
    ],
    link: { label: 'Read and sign', url: link },
    after: ['When you sign, the first payments are asked for, and the plans begin once they are paid.'],
    why: `You get this email because ${practice.name} lists you as one of its physicians. It comes once a day at most, on days when something waits.`,
  });
}
