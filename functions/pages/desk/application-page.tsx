import {
  type Application,
  applicantOf,
  type EarlierContact,
  type RefusalReason,
  refusalReasons,
} from '../../domain/application/application.ts';
import { formatCents } from '../../domain/money/money.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { hasSeats } from '../../domain/panel/panel.ts';
import { fullName } from '../../domain/people/person.ts';
import type { Panel, Plan } from '../../domain/practice/practice.ts';
import type { Price } from '../../domain/practice/price.ts';
import { longDate } from '../civil-date-words.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { Checkbox, RadioField, SelectField } from '../layout/choice-field.tsx';
import { Facts } from '../layout/facts.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type DeskFace, DeskForm, renderDeskPage } from './desk-layout.tsx';
import { discountReasons } from './discount-words.ts';

interface ApplicationPageProps extends DeskFace {
  application: Application;
  plan: Plan | undefined;
  physicianName: string | undefined;
  panel: Panel | undefined;
  price: Price | undefined;
  /** Why the plan may not be sold to these people. */
  refusal: string | undefined;
  /** What the same people have with the practice already. */
  earlier: readonly EarlierContact[];
  /** The answer to it, where that goes by post. */
  letter: Notice | undefined;
  mayPost: boolean;
  maySend: boolean;
  done?: string | undefined;
  /** A private contract with the physician has to be signed first. */
  needsContract: boolean;
  mayDecide: boolean;
  mayDiscount: boolean;
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
}

/** One application with all that speaks for and against it, and the two decisions. */
export function renderApplicationPage(props: ApplicationPageProps): string {
  const {
    application,
    plan,
    physicianName,
    panel,
    price,
    refusal,
    earlier,
    needsContract,
    letter,
    mayPost,
    maySend,
    mayDecide,
    mayDiscount,
    csrf,
    values,
    errors,
  } = props;
  const applicant = applicantOf(application);
  const state = { values, errors };
  const at = `/desk/applications/${application.applicationId}`;
  const fits = panel !== undefined && hasSeats(panel, application.members.length);
  const rows: [string, string][] = [
    ['Plan', plan?.name ?? 'Not offered any more'],
    ['Doctor', physicianName ?? 'Not at the practice any more'],
    ...(price === undefined ? [] : [['Fee for a year', formatCents(price.feeCents)] as [string, string]]),
    ...(price === undefined || price.enrolmentFeeCents === 0
      ? []
      : [['Enrolment fee', `${formatCents(price.enrolmentFeeCents)}, once`] as [string, string]]),
    ['Seats', seatWords(application.members.length, panel, fits)],
    ['Write to', application.emailConsentAt === undefined ? 'By post' : (applicant.email ?? 'By post')],
    ['Phone', applicant.phone ?? 'Not given'],
    ...(application.payer === undefined
      ? []
      : [['Who pays', `${fullName(application.payer)}, ${application.payer.email}`] as [string, string]]),
  ];
  return renderDeskPage({
    ...props,
    heading: `Application of ${fullName(applicant)}`,
    errors,
    children: (
      <>
        <Facts facts={rows} />
        <h2>People</h2>
        <ul class="list">
          {application.members.map((member) => (
            <li>
              <strong>{fullName(member)}</strong>
              <span>
                born {longDate(member.birthDate)}, {member.address.city}, {member.address.state}
                {coverage(member)}
              </span>
            </li>
          ))}
          {application.representative && (
            <li>
              <strong>{fullName(application.representative)}</strong>
              <span>signs for them as {application.actsAs?.replace('-', ' ')}</span>
            </li>
          )}
        </ul>
        {refusal && <p class="note">{refusal}.</p>}
        {earlier.length > 0 && (
          <p class="note">
            Somebody here has applied before, or has an agreement:{' '}
            {earlier.map(({ kind, id }, index) => (
              <>
                {index > 0 && ', '}
                <a href={kind === 'agreement' ? `/desk/agreements/${id}` : `/desk/applications/${id}`}>
                  {kind === 'agreement' ? 'the agreement' : 'the application'}
                </a>
              </>
            ))}
            . Look before you approve, so that nobody is charged twice.
          </p>
        )}
        {application.members.some(({ isMedicaidBeneficiary }) => isMedicaidBeneficiary) && (
          <p class="note">
            Somebody here has Medicaid. In many states a practice that takes Medicaid may not ask them for a fee: look
            up your state’s rule before you approve.
          </p>
        )}
        {needsContract && (
          <p class="note">
            Somebody here has Medicare, and {physicianName} has opted out of it. A private contract between the two has
            to be signed before the first care: the agreement alone is not enough.
          </p>
        )}
        {fits === false && panel !== undefined && application.members.length > panel.cap && (
          <p class="note">
            They are {application.members.length}, and {physicianName} has {panel.cap} places in all: on the waiting
            list they would wait for ever. Raise the number of places, or refuse it with that reason.
          </p>
        )}
        {application.status !== 'confirmed' && <p class="note">This application is {application.status}.</p>}
        {application.failed !== undefined && (
          <section class="note" aria-label="Somebody should look">
            <p>
              {application.status === 'unconfirmed'
                ? 'The email by which the applicant confirms it could not be sent.'
                : 'The email that tells the applicant of it could not be sent.'}
            </p>
            {maySend && <DeskForm csrf={csrf} action={`${at}/send`} button="Send it again" />}
          </section>
        )}
        {letter !== undefined && (
          <>
            <h2>Letter</h2>
            <p>
              {mayPost ? <a href={`${at}/letter`}>The answer to print</a> : 'The answer'}
              {letter.postedOn === undefined ? ', to be posted' : `, posted on ${longDate(letter.postedOn)}`}
            </p>
            {mayPost && letter.postedOn === undefined && (
              <DeskForm csrf={csrf} action={`${at}/posted`} button="Note it">
                <TextField
                  {...state}
                  name="postedOn"
                  label="The day on which it was posted"
                  type="date"
                  width="medium"
                />
              </DeskForm>
            )}
          </>
        )}
        {mayDecide && application.status === 'confirmed' && (
          <>
            {refusal === undefined && plan !== undefined && (
              <DeskForm csrf={csrf} action={`${at}/approve`} button={fits ? 'Approve' : 'Approve for the waiting list'}>
                {mayDiscount && <DiscountFields {...state} hasEnrolmentFee={plan.enrolmentFeeCents > 0} />}
              </DeskForm>
            )}
            <DeskForm csrf={csrf} action={`${at}/refuse`} button="Refuse" isQuiet>
              <RadioField
                {...state}
                name="reason"
                label="Or refuse it, because"
                hint="The applicant is told the reason. None of them says anything about health."
                choices={[
                  ...(Object.keys(refusalReasons) as RefusalReason[]).map((value) => ({
                    value,
                    label: refusalReasons[value],
                  })),
                  { value: 'withdrawn', label: 'The applicant does not want it any more' },
                ]}
              />
            </DeskForm>
          </>
        )}
      </>
    ),
  });
}

function coverage({ isMedicareBeneficiary, isMedicaidBeneficiary }: Application['members'][number]): string {
  const has = [...(isMedicareBeneficiary ? ['Medicare'] : []), ...(isMedicaidBeneficiary ? ['Medicaid'] : [])];
  return has.length === 0 ? '' : `, has ${has.join(' and ')}`;
}

function seatWords(needed: number, panel: Panel | undefined, fits: boolean): string {
  if (panel === undefined) return `${needed} needed`;
  const free = Math.max(0, panel.cap - panel.seatsTaken);
  return `${needed} needed, ${free} free${fits ? '' : ': approval puts them on the waiting list'}`;
}

function DiscountFields({
  hasEnrolmentFee,
  values,
  errors,
}: {
  hasEnrolmentFee: boolean;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}) {
  const state = { values, errors };
  const isOpen = ['discount', 'percent', 'until', 'waive'].some((name) => values?.[name] || errors?.[name]);
  return (
    <details class="fold" open={isOpen}>
      <summary>Take something off the fee</summary>
      <SelectField
        {...state}
        name="discount"
        label="Why"
        choices={Object.entries(discountReasons).map(([value, label]) => ({ value, label }))}
      />
      <TextField {...state} name="percent" label="How much, in percent" width="short" inputMode="numeric" isOptional />
      {hasEnrolmentFee && <Checkbox {...state} name="waive" label="No enrolment fee is asked for." isOptional />}
      <TextField
        {...state}
        name="until"
        label="Held until"
        type="date"
        width="medium"
        hint="Of a promised price: the last day on which it holds."
        isOptional
      />
    </details>
  );
}
