import type { PracticeFace } from '../practice-face.ts';
import { composeMail, hello, type Mail } from './mail.ts';

export interface QueueMailProps {
  practice: PracticeFace;
  physicianName: string;
  /** How many agreements: new ones, and those that come from another doctor. Who the patients are stands behind the sign-in. */
  waiting: number;
  changing: number;
  link: string;
}

/** To a physician, once a day at most. */
export function queueMail({ practice, physicianName, waiting, changing, link }: QueueMailProps): Mail {
  const all = waiting + changing;
  const agreements = all === 1 ? '1 agreement waits' : `${all} agreements wait`;
  return composeMail({
    practice,
    subject: `${agreements} for your signature (${practice.name})`,
    greeting: hello(physicianName),
    blocks: [
      `${agreements} for your signature.${waiting === 0 ? '' : ' The patients have signed and chosen how to pay.'}`,
      ...(changing === 0 ? [] : [`${changingWords(changing)} from another doctor to you, and have said yes to it.`]),
      'Each can be signed for a week or more; its last day stands beside it. After that it expires, and the place is free again.',
    ],
    link: { label: 'Read and sign', url: link },
    after:
      waiting === 0 ? [] : ['When you sign, the first payments are asked for, and the plans begin once they are paid.'],
    why: `You get this email because ${practice.name} lists you as one of its physicians. It comes once a day at most, on days when something waits.`,
  });
}

function changingWords(changing: number): string {
  return changing === 1 ? 'The patients of one agreement change' : `The patients of ${changing} agreements change`;
}
