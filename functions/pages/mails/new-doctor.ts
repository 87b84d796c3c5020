import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailBlock, type MailProps, questions } from './mail.ts';

export interface NewDoctorMailProps extends MailProps {
  physicianName: string;
  newPhysicianName: string;
  /** The first civil date with the new doctor. */
  effectiveOn: string;
  answerBy: string;
  /** The doctor leaves, and that is their last day: without a yes the plan ends. */
  leavesOn?: string | undefined;
  feeCents: number;
  /** It was asked before. */
  isReminder?: boolean;
  link: string;
}

/** Another doctor is to take over: who, from when, what stays, and what happens on a no or on silence. */
export function newDoctorMail(props: NewDoctorMailProps): Mail {
  const { practice, firstName, physicianName, newPhysicianName, effectiveOn, answerBy, leavesOn, feeCents } = props;
  const again = props.isReminder ? 'Reminder: ' : '';
  const day = longDate(answerBy);
  return composeMail({
    practice,
    subject:
      leavesOn === undefined
        ? `${again}Another doctor for you at ${practice.name}: yes or no?`
        : `${again}Your doctor leaves ${practice.name}: please answer`,
    greeting: hello(firstName),
    blocks: [
      leavesOn === undefined
        ? `We were asked for another doctor for you, and ${newPhysicianName} has a place.`
        : `${physicianName} leaves our practice. The last day is ${longDate(leavesOn)}. ${newPhysicianName} has a place for you, if you would like to stay with us.`,
      {
        facts: [
          ['Your doctor now', physicianName],
          ['Your new doctor', newPhysicianName],
          ['From', longDate(effectiveOn)],
          ['Fee', `${formatCents(feeCents)} a year, as before`],
          ['Please answer by', day],
        ],
      },
      'Your plan, its dates and what you have paid stay as they are.',
      {
        inMail: `Please tell us yes or no on the page below, or call us at ${practice.phone}.`,
        inLetter: `Please call us at ${practice.phone}; or write "yes" or "no" and your name on this letter and send it back, so that it is here by ${day}.`,
      },
      noWords(props),
    ],
    link: { label: 'Answer yes or no', url: props.link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

function noWords({ physicianName, answerBy, leavesOn }: NewDoctorMailProps): MailBlock {
  const silence = `If you say no, or we have no answer by ${longDate(answerBy)}`;
  if (leavesOn === undefined) return `${silence}, nothing changes: you stay with ${physicianName}.`;
  return `${silence}, your plan ends. We then write to you with the last day, at least 30 days ahead, and you get back the fee for the days after it, to the cent. Until then you reach us as always, and we hand your records to whichever doctor you choose.`;
}

export interface DoctorSettledMailProps extends MailProps {
  /** Who the doctor is from `effectiveOn` on, or stays. */
  physicianName: string;
  effectiveOn?: string | undefined;
  link: string;
}

/** What came of it: from when on the new doctor is there, or that nothing changes. */
export function doctorSettledMail({
  practice,
  firstName,
  physicianName,
  effectiveOn,
  link,
}: DoctorSettledMailProps): Mail {
  return composeMail({
    practice,
    subject: `${effectiveOn === undefined ? 'You stay with your doctor' : 'Your new doctor'} at ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      effectiveOn === undefined
        ? `The change to another doctor does not take place. ${physicianName} stays your doctor, and nothing changes for you.`
        : `${physicianName} has signed your agreement, and is your doctor from ${longDate(effectiveOn)}.`,
      'Your plan, its fee and its dates stay as they are.',
    ],
    link: { label: 'Your plan', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}
