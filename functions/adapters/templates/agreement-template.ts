import { Liquid } from 'liquidjs';
import type { Person } from '../../domain/application/application.ts';
import { formatCents, splitCents } from '../../domain/money/money.ts';
import { mayStopHsa } from '../../domain/practice/hsa.ts';
import type { Physician, Plan, Practice } from '../../domain/practice/practice.ts';
import { firstChargeCents, type Price } from '../../domain/practice/price.ts';

/** What is wrong with a template, for whoever saves it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export interface TemplateFacts {
  practice: Practice;
  physician: Physician;
  plan: Plan;
  price: Price;
  member: Person;
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
  const needed = facts.price.enrolmentFeeCents > 0 ? [...mustStand, 'plan.enrolmentFee'] : mustStand;
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

function variables({ practice, physician, plan, price, member }: TemplateFacts) {
  return {
    practice: {
      name: practice.name,
      phone: practice.phone,
      email: practice.email,
      address: practice.address.join(', '),
    },
    physician: { name: physician.name, hasOptedOutOfMedicare: physician.medicareStatus === 'opted-out' },
    member: {
      name: `${member.firstName} ${member.lastName}`,
      hasMedicare: member.isMedicareBeneficiary,
      state: member.address.state,
    },
    plan: {
      name: plan.name,
      price: formatCents(price.feeCents),
      enrolmentFee: price.enrolmentFeeCents === 0 ? '' : formatCents(price.enrolmentFeeCents),
      firstPayment: formatCents(firstChargeCents(price, plan.installments)),
      installments: plan.installments,
      firstInstallment: formatCents(splitCents(price.feeCents, plan.installments)[0] ?? price.feeCents),
      startsOnPaymentDay: plan.startRule === 'payment-day',
      services: plan.services.map((service) => service.name),
      notCovered: plan.notCovered,
      billsInsurance: plan.legalModel === 'bills-insurance',
      mayStopHsa: mayStopHsa(plan, price),
    },
  };
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
