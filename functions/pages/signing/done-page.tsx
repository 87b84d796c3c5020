import { formatCents } from '../../domain/money/money.ts';
import { AgreementText } from '../agreement-text.tsx';
import { longDate } from '../civil-date-words.ts';
import { renderDocument } from '../layout/document.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { type SignatureFace, SignatureList } from '../signature-list.tsx';

export interface DonePageProps {
  practice: PracticeFace;
  physicianName: string;
  amountCents: number;
  signatures: readonly SignatureFace[];
  /** Until when the physician may sign. */
  expiresOn?: string | undefined;
  /** The physician has signed, too; the link still shows the agreement. */
  isCountersigned?: boolean | undefined;
  /** Somebody else of the patients' side has still to sign. */
  isOthersTurn?: boolean | undefined;
  /** Somebody else is asked how they pay, before the physician is. */
  isPayerAsked?: boolean | undefined;
  /** Of changed terms: the day from which on they hold; '' once they do. */
  changesOn?: string | undefined;
  /** The name of an adult who joins by it; `amountCents` is what is more until the year ends, if the physician signs today. */
  joins?: string | undefined;
  agreementHtml: string;
}

/** After the last screen: what happens next, and the agreement to print and keep. */
export function renderDonePage(props: DonePageProps): string {
  const { practice, signatures, isCountersigned, agreementHtml } = props;
  return renderDocument({
    practice,
    heading: isCountersigned ? 'Both sides have signed' : 'Thank you, you have signed',
    children: (
      <>
        <NextSteps steps={nextSteps(props)} />
        <p class="screen-only">
          There is nothing more to do. To keep a copy, print this page or save it as a PDF from your browser's menu.
          Questions? Call us at <Phone practice={practice} />.
        </p>
        <h2>Signatures</h2>
        <SignatureList signatures={signatures} />
        <h2>Your agreement</h2>
        <AgreementText html={agreementHtml} />
      </>
    ),
  });
}

function nextSteps(props: DonePageProps): string[] {
  const { physicianName, amountCents, expiresOn, isCountersigned, changesOn, joins } = props;
  const before = [
    ...(props.isOthersTurn ? ['Whoever else is asked reads and signs.'] : []),
    ...(props.isPayerAsked ? ['Whoever is to pay says how.'] : []),
  ];
  const isFree = amountCents === 0;
  const amount = formatCents(amountCents);
  const reads = `${physicianName} reads and signs${expiresOn ? `, by ${longDate(expiresOn)}` : ''}.`;
  if (joins !== undefined) {
    if (isCountersigned)
      return [`${joins} is part of the plan. We have written to all of you what it costs, and when.`];
    return [
      ...before,
      reads,
      `From that day on ${joins} is part of the plan, and we write to all of you. Until then everything stays as it is.`,
    ];
  }
  if (changesOn === '') return ['This is what holds between us now.'];
  if (changesOn !== undefined) {
    const charge = isFree ? '' : `, and ${amount} is charged`;
    const then = `From ${longDate(changesOn)} on this holds${charge}. Until then everything stays as it is.`;
    if (isCountersigned) return [then];
    return [...before, reads, then];
  }
  if (isCountersigned) {
    if (isFree) return ['Your plan begins, and an email tells you the dates.'];
    return [`When your first payment of ${amount} is made, your plan begins, and an email tells you the dates.`];
  }
  return [
    ...before,
    reads,
    isFree
      ? 'Then your plan begins, and we email you. You pay nothing for it.'
      : `Then ${amount} is charged, your plan begins, and we email you. If ${physicianName} does not sign, you pay nothing.`,
  ];
}
