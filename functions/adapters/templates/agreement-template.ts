import { Liquid } from 'liquidjs';
import { formatCents, splitCents } from '../../domain/money/money.ts';
import { fullName, type Person } from '../../domain/people/person.ts';
import { mayStopHsa } from '../../domain/practice/hsa.ts';
import type { Physician, Plan, Practice } from '../../domain/practice/practice.ts';
import type { Price } from '../../domain/practice/price.ts';
import { hasPricedService, serviceWords } from '../../domain/practice/service-words.ts';

/** What is wrong with a template, for whoever saves it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export interface TemplateFacts {
  practice: Practice;
  physician: Physician;
  plan: Plan;
  price: Price;
  members: readonly Person[];
  /** What is said of a first term that is no whole year; '' where it is one. */
  firstTerm: string;
  /** The last day of a price that is held, in words; absent where it is not. */
  heldUntil?: string | undefined;
}

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  outputEscape: escapeMarkdown,
});

/** The text of an agreement, in Markdown, drawn up for one patient. What is filled in can never become markup. */
export function drawUp(template: string, facts: TemplateFacts): string {
  return engine.parseAndRenderSync(template, variables(facts));
}

const changedTerms = `# Changed terms from {{ startsOn }}

Until {{ lastDay }} the agreement that was signed before stays in force, unchanged. From {{ startsOn }} on, the text below takes
its place, if both of us have signed it. What the text says of a first year and a first payment is meant of the year that
begins on {{ startsOn }}: nothing of it is charged before that day.

This changes:

{% for change in changes %}- {{ change }}
{% endfor %}
`;

/** What stands before the text of changed terms: from when on they hold, and what changes. */
export function drawUpChanges(facts: { startsOn: string; lastDay: string; changes: string[] }): string {
  return engine.parseAndRenderSync(changedTerms, facts);
}

const joining = `# {{ name }} joins

Once {{ physicianName }} has signed this after all of you, {{ name }} is a patient, too, from that day on, and the text below
takes the place of the agreement that was signed before. Until then that stays in force, unchanged. If one of us does not
sign, nothing changes.

- Until {{ endsOn }} the fee for {{ name }} is counted by the day, from that day on, as a part of {{ yearFee }} for a year.
- From then on the fee for all is {{ fee }} a year. Until now it is {{ oldFee }}.
- What the text says of a first year and a first payment is meant of the year in which the plan began: nothing of it is
  charged again.

`;

/** What stands before the text by which an adult joins: who, from when on, and what it costs. */
export function drawUpJoining(facts: {
  name: string;
  physicianName: string;
  endsOn: string;
  yearFee: string;
  fee: string;
  oldFee: string;
}): string {
  return engine.parseAndRenderSync(joining, facts);
}

/** Without these, no agreement says who, what and how much. */
const mustStand = ['practice.name', 'physician.name', 'member.name', 'plan.name', 'plan.price'];

/**
 * Checks a template when it is saved, all of its clauses, not only those that one patient would see. Throws a
 * TemplateError that names what is unknown, missing or unreadable, and what is allowed.
 */
export function checkTemplate(template: string, facts: TemplateFacts): void {
  let used: string[];
  try {
    used = fullNames(template);
  } catch (error) {
    throw new TemplateError(`The template can't be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const known = names(variables(facts));
  const unknown = used.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new TemplateError(`The template uses unknown variables: ${unknown.join(', ')}. Known: ${known.join(', ')}`);
  }
  const needed = [
    ...mustStand,
    ...(facts.price.enrolmentFeeCents > 0 ? ['plan.enrolmentFee'] : []),
    ...(facts.plan.renewal.on === 'common-date' ? ['plan.firstTerm'] : []),
    ...(hasPricedService(facts.plan) ? ['plan.takesOffUse'] : []),
  ];
  const missing = needed.filter((name) => !used.includes(name));
  if (missing.length > 0)
    throw new TemplateError(`The template lacks variables that every agreement needs: ${missing.join(', ')}`);
  try {
    drawUp(template, facts);
  } catch (error) {
    throw new TemplateError(
      `The template can't be filled in: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function variables({ practice, physician, plan, price, members, firstTerm, heldUntil }: TemplateFacts) {
  const [firstInstallment = price.feeCents] = splitCents(price.feeCents, plan.installments);
  // Of a shorter first term the day of payment decides, which nobody knows yet.
  const first = (cents: number) =>
    plan.renewal.on === 'anniversary' ? formatCents(cents) : 'its part for the first term';
  return {
    practice: {
      name: practice.name,
      phone: practice.phone,
      email: practice.email,
      address: practice.address.join(', '),
    },
    physician: { name: physician.name, hasOptedOutOfMedicare: physician.medicareStatus === 'opted-out' },
    member: {
      name: new Intl.ListFormat('en').format(members.map(fullName)),
      hasMedicare: members.some(({ isMedicareBeneficiary }) => isMedicareBeneficiary),
      state: members[0]?.address.state ?? '',
    },
    plan: {
      name: plan.name,
      price: priceWords(price, heldUntil),
      enrolmentFee: price.enrolmentFeeCents === 0 ? '' : formatCents(price.enrolmentFeeCents),
      firstPayment: first(firstInstallment + price.enrolmentFeeCents),
      installments: plan.installments,
      firstInstallment: first(firstInstallment),
      firstTerm,
      startsOnPaymentDay: plan.startRule === 'payment-day',
      startsOnChosenDay: plan.startRule === 'chosen-date',
      services: plan.services.map(serviceWords),
      takesOffUse: hasPricedService(plan),
      notCovered: plan.notCovered,
      billsInsurance: plan.legalModel === 'bills-insurance',
      mayStopHsa: mayStopHsa(plan, price),
    },
  };
}

/** With what it is for years that begin after a held price is over. */
function priceWords({ feeCents, discount }: Price, heldUntil: string | undefined): string {
  if (heldUntil === undefined || !discount?.offCents) return formatCents(feeCents);
  return `${formatCents(feeCents)} (${formatCents(feeCents + discount.offCents)} for a year that begins after ${heldUntil})`;
}

function fullNames(template: string): string[] {
  return engine.globalFullVariablesSync(template).map((name) => name.replace(/\[.*$/, ''));
}

function names(facts: Record<string, object>): string[] {
  return Object.entries(facts).flatMap(([group, fields]) => Object.keys(fields).map((field) => `${group}.${field}`));
}

/** Backslashes before ASCII punctuation (CommonMark 2.4); line breaks become spaces, so nothing can start a block. */
function escapeMarkdown(value: unknown): string {
  return String(value ?? '')
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (character) => `\\${character}`);
}
