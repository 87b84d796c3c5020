import { type Deps, decide } from '../../functions/actions/decide.ts';
import { type PracticeContent, storePractice } from '../../functions/actions/store-practice.ts';
import { storeDecision } from '../../functions/adapters/table/agreement-store.ts';
import { readPractice } from '../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../functions/adapters/table/table.ts';
import { putText } from '../../functions/adapters/table/text-store.ts';
import type { Agreement, AgreementStatus } from '../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../functions/domain/agreement/create-agreement.ts';
import type { AgreementEvent } from '../../functions/domain/agreement/events.ts';
import type { Application } from '../../functions/domain/application/application.ts';
import type { Practice, PracticeBook } from '../../functions/domain/practice/practice.ts';
import { anApplication, aPhysician, aPlan, approvedWith, events, monday, newYork, ofWhatIsOpen } from './builders.ts';

export const template = `# Agreement

Between **{{ member.name }}** and **{{ physician.name }}** of **{{ practice.name }}**.

Your plan is {{ plan.name }} for {{ plan.price }} a year. {% for service in plan.services %}- {{ service }}
{% endfor %}`;

export function aPractice(given: Partial<Practice> = {}): Practice {
  return {
    name: 'Sample Family Medicine',
    phone: '(555) 010-0100',
    email: 'care@sample.example.com',
    address: ['1 Demonstration Way', 'Sampleton, NY 10000'],
    colour: '#1f5f8b',
    approvesAutomatically: true,
    signsInOrder: false,
    collection: 'standard',
    coolingOffDays: 0,
    state: 'NY',
    noticeDays: { first: 35, second: 20 },
    ruleOverrides: [],
    ...given,
  };
}

/** The practice's file as it is stored: one physician with a panel of three, one plan. */
export function practiceContent(given: Partial<PracticeContent> = {}): PracticeContent {
  const { version: _, ...plan } = aPlan();
  return { practice: aPractice(), physicians: [aPhysician()], plans: [plan], template, ...given };
}

export async function setUpPractice(table: Table, given: Partial<PracticeContent> = {}): Promise<PracticeBook> {
  await storePractice(depsOf(table), practiceContent(given));
  return readPractice(table);
}

export function depsOf(table: Table, now = monday): Deps {
  return { table, timeZone: newYork, now };
}

const patientSigns = [
  events.signingOpened,
  events.recordsConsented,
  events.disclosuresAccepted,
  events.documentRead,
  events.signed,
  events.methodSaved,
];
type Status = Exclude<AgreementStatus, 'in_grace' | 'ended'>;
const pathTo: Record<Exclude<Status, 'waitlisted'>, AgreementEvent[]> = {
  offered: [],
  awaiting_signature: [events.signingOpened],
  awaiting_countersignature: patientSigns,
  awaiting_payment: [...patientSigns, events.countersigned],
  active: [...patientSigns, events.countersigned, events.paymentSucceeded],
  ending: [...patientSigns, events.countersigned, events.paymentSucceeded, events.cancelled],
  closed: [events.signingOpened, events.declined],
};

/** Stores an agreement and takes it to a status, each decision in a transaction of its own. */
export async function storedAgreement(
  deps: Deps,
  status: Status,
  {
    application = anApplication(),
    plan = aPlan(),
  }: { application?: Application; plan?: ReturnType<typeof aPlan> } = {},
): Promise<Agreement> {
  const decision = createAgreement(application, approvedWith({ plan, seatFree: status !== 'waitlisted' }), deps.now);
  const id = application.applicationId;
  let agreement = await storeDecision(deps.table, undefined, decision, deps.now, [
    putText(deps.table, id, 'd1', '# Agreement'),
  ]);
  for (const event of status === 'waitlisted' ? [] : pathTo[status])
    agreement = await decided(deps, id, ofWhatIsOpen(agreement, event));
  return agreement;
}

/** Decides, and throws where it is refused. */
export async function decided(deps: Deps, agreementId: string, event: AgreementEvent): Promise<Agreement> {
  const { agreement, refusal } = await decide(deps, agreementId, event);
  if (refusal !== undefined) throw new Error(`"${event.type}" was refused: ${refusal}`);
  return agreement;
}

/** `app0000000000007`: the id of the application of that number. */
export function idOf(number: number): string {
  return `app${String(number).padStart(13, '0')}`;
}
