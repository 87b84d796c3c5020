import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { renderDocument } from '../layout/document.tsx';
import { Facts } from '../layout/facts.tsx';
import { Form } from '../layout/form.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export interface PlanPageProps {
  practice: PracticeFace;
  /** What was just done. */
  done?: keyof typeof doneWords | undefined;
  planName: string;
  physicianName: string;
  /** The term that runs, or the last. */
  term: { startsOn: string; endsOn: string };
  feeCents: number;
  nextPayment?: { dueOn: string; amountCents: number } | undefined;
  useHref: string;
  /** Where they may ask for letters in place of emails; absent where letters are what they get. */
  paperHref?: string | undefined;
  /** Another doctor is to take over. */
  doctor?:
    | { kind: 'asked' | 'answered'; newPhysicianName: string; answerBy: string; href: string }
    | { kind: 'settled'; newPhysicianName: string; effectiveOn: string }
    | undefined;
  state:
    | { kind: 'active'; renewal: RenewalFace; cancelHref: string }
    | {
        kind: 'ending';
        endsOn: string;
        isOver?: boolean;
        refundedCents: number;
        /** Of the days until then: not paid yet. */
        owedCents: number;
        undo?: { action: string; ending: string } | undefined;
      }
    | { kind: 'ended'; endsOn: string; owedCents: number };
}

export interface RenewalFace {
  /** The first day of the next year. */
  startsOn: string;
  feeCents: number;
  /** Until then. Of a year that is not prepared yet, both are the same. */
  oldFeeCents: number;
  isAutomatic: boolean;
  /** Where a yes is asked for. */
  renew?: { action: string; term: string } | undefined;
  /** Its terms change: whether both sides have signed them; until when they can be, and where a link to them is asked for. */
  change?: { isSigned: boolean; open?: { lastDay: string; action: string } } | undefined;
}

/** A signer's own page of an agreement in force: money and dates, nothing about anybody's health. */
export function renderPlanPage(props: PlanPageProps): string {
  const { practice, done, planName, physicianName, term, feeCents, nextPayment, state } = props;
  const rows: [string, string][] = [
    ['Plan', planName],
    ['Doctor', physicianName],
    [state.kind === 'ended' ? 'Its last year' : 'This year', `${longDate(term.startsOn)} to ${longDate(term.endsOn)}`],
    [state.kind === 'ended' ? 'Fee for that year' : 'Fee for this year', formatCents(feeCents)],
    ...(nextPayment === undefined
      ? []
      : [
          ['Next payment', `${formatCents(nextPayment.amountCents)} on ${longDate(nextPayment.dueOn)}`] satisfies [
            string,
            string,
          ],
        ]),
  ];
  return renderDocument({
    practice,
    heading: headings[state.kind],
    children: (
      <>
        {done && (
          <p class="note" role="status">
            {doneWords[done]}
          </p>
        )}
        <Facts facts={rows} />
        <DoctorNote {...props} />
        <p>
          <a href={props.useHref}>Included services you have used</a>
        </p>
        <State {...props} />
        <h2>How we write to you</h2>
        {props.paperHref === undefined ? (
          <p>We write to you by post.</p>
        ) : (
          <>
            <p>We write to you by email.</p>
            <p>
              <a href={props.paperHref}>Send me everything on paper</a>
            </p>
          </>
        )}
        <p>
          Questions? Call us at <Phone practice={practice} />. In an emergency, call 911.
        </p>
      </>
    ),
  });
}

const headings = {
  active: 'Your plan',
  ending: 'Your plan is coming to its end',
  ended: 'Your plan has ended',
} as const;

const doneWords = {
  cancelled: 'We have your cancellation, and have written to you.',
  undone: 'It is undone. Your plan goes on, and we have written to you.',
  paper: 'From now on everything comes to you by post. If you would like email again, please call us.',
  linked: 'A link to read and sign the changed terms is on its way to you.',
  renewed: 'Thank you. Your plan is renewed, and we have written to you.',
  'doctor-yes': 'Thank you. We have your yes, and write to you once it is settled.',
  'doctor-no': 'Thank you. We have your no, and write to you with what that means.',
} as const;

function DoctorNote({ doctor }: PlanPageProps) {
  if (doctor === undefined) return null;
  return (
    <>
      <h2>Another doctor</h2>
      {doctor.kind === 'settled' ? (
        <p>
          From {longDate(doctor.effectiveOn)} your doctor is {doctor.newPhysicianName}.
        </p>
      ) : doctor.kind === 'answered' ? (
        <p>
          You said yes to {doctor.newPhysicianName}. We write to you once it is settled.{' '}
          <a href={doctor.href}>See your answer, or change it</a>
        </p>
      ) : (
        <p>
          Shall {doctor.newPhysicianName} be your doctor? <a href={doctor.href}>Please answer yes or no</a>, by{' '}
          {longDate(doctor.answerBy)}.
        </p>
      )}
    </>
  );
}

function State({ state }: PlanPageProps) {
  switch (state.kind) {
    case 'active':
      return (
        <>
          <h2>Renewal</h2>
          <p>{renewalWords(state.renewal)}</p>
          {state.renewal.renew && (
            <Form
              action={state.renewal.renew.action}
              hidden={{ term: state.renewal.renew.term }}
              button={`Renew for ${formatCents(state.renewal.feeCents)}`}
            />
          )}
          {state.renewal.change?.open && (
            <Form action={state.renewal.change.open.action} button="Email me the link to read and sign" />
          )}
          <h2>Cancel</h2>
          <p>You may end it at any time and for any reason. The page says what you get back before you decide.</p>
          <p>
            <a href={state.cancelHref}>Cancel, or stop the renewal</a>
          </p>
        </>
      );
    case 'ending':
      return (
        <>
          <h2>When it ends</h2>
          <p>
            {state.isOver
              ? `Your plan ended on ${longDate(state.endsOn)}.`
              : `Your plan goes on until ${longDate(state.endsOn)}, and ends after that day.`}{' '}
            {state.refundedCents > 0
              ? `${state.isOver ? 'You' : 'Then you'} get back ${formatCents(state.refundedCents)}.`
              : 'Nothing more is charged for the days after it.'}
            {state.owedCents > 0 && ` For the days until then ${formatCents(state.owedCents)} is still to be paid.`}
          </p>
          {state.undo && (
            <>
              <p>Until that day you can change your mind.</p>
              <Form action={state.undo.action} hidden={{ ending: state.undo.ending }} button="Undo the cancellation" />
            </>
          )}
        </>
      );
    case 'ended':
      return (
        <NextSteps
          steps={[
            state.owedCents > 0
              ? `It ended on ${longDate(state.endsOn)}. For the days until then ${formatCents(state.owedCents)} is not paid yet. Nothing is charged for the days after.`
              : `It ended on ${longDate(state.endsOn)}. Nothing more is charged.`,
            'You may ask us for your records at any time.',
          ]}
        />
      );
  }
}

function renewalWords({ startsOn, feeCents, oldFeeCents, isAutomatic, renew, change }: RenewalFace): string {
  const day = longDate(startsOn);
  const before = feeCents === oldFeeCents ? '' : ` (until now ${formatCents(oldFeeCents)})`;
  const price = `${formatCents(feeCents)} a year${before}`;
  if (change?.isSigned)
    return `Both of us have signed the changed terms of your plan. It renews with them on ${day}, for ${price}. You can stop that until then.`;
  if (change !== undefined) {
    const how =
      change.open === undefined
        ? 'They can’t be signed on a page at the moment: please call us.'
        : `For another year both of us sign them, until ${longDate(change.open.lastDay)}. We have sent you a link.`;
    return `The terms of your plan change on ${day}, for ${price}. ${how} Without your signature nothing is charged for another year.`;
  }
  if (isAutomatic) return `You chose that it renews by itself: on ${day}, for ${price}. You can stop that until then.`;
  return renew === undefined
    ? `It does not renew by itself. Before ${day} we ask whether you would like another year.`
    : `Would you like another year from ${day}, for ${price}? Without your yes nothing more is charged.`;
}
