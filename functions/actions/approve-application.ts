import { storeDecision } from '../adapters/table/agreement-store.ts';
import { moveOnWrite } from '../adapters/table/application-store.ts';
import { sha256 } from '../adapters/table/keys.ts';
import { readPanel } from '../adapters/table/panel-store.ts';
import type { Write } from '../adapters/table/table.ts';
import { putText } from '../adapters/table/text-store.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { createAgreement } from '../domain/agreement/create-agreement.ts';
import type { Application } from '../domain/application/application.ts';
import { hasSeats } from '../domain/panel/panel.ts';
import { planRefusal } from '../domain/practice/plan-refusal.ts';
import type { Physician, Plan, PracticeBook } from '../domain/practice/practice.ts';
import { agreedPrice, type DiscountGrant, discounted } from '../domain/practice/price.ts';
import { needsPrivateContract } from '../domain/practice/private-contract.ts';
import { disclosuresFor } from '../pages/disclosures.ts';
import { firstTermWords, heldUntilWords } from '../pages/plan-words.ts';
import type { Deps } from './decide.ts';

/** What of the practice's book an application asks for. */
export interface Choice {
  plan: Plan;
  physician: Physician;
}

/** Plan and physician of an application; undefined when the practice has withdrawn one since, who leaves, or they fit no longer. */
export async function chosen(
  { table }: Deps,
  book: PracticeBook,
  application: Application,
): Promise<Choice | undefined> {
  const plan = book.plans.find((one) => one.planId === application.planId);
  const physician = book.physicians.find((one) => one.physicianId === application.physicianId);
  if (plan === undefined || physician === undefined) return undefined;
  if ((await readPanel(table, physician.physicianId)).leave !== undefined) return undefined;
  return planRefusal(plan, physician, application.members) === undefined ? { plan, physician } : undefined;
}

/**
 * An application becomes its agreement: with its text, its seats where they are free, and the wish to start onboarding, in
 * one transaction. Throws a ConflictError when the application or the panel moved since they were read.
 */
export async function approve(
  deps: Deps,
  book: PracticeBook,
  application: Application,
  { plan, physician }: Choice,
  given: { by?: string; discount?: DiscountGrant; beside?: Write[] } = {},
): Promise<Agreement> {
  // Loaded here, since few pages need it: the template engine would be a quarter of each cold start.
  const { drawUp } = await import('../adapters/templates/agreement-template.ts');
  const { practice } = book;
  const { members } = application;
  const full = agreedPrice(plan, application, deps.timeZone);
  const price = given.discount === undefined ? full : discounted(full, given.discount);
  const firstTerm = firstTermWords(plan.renewal);
  const heldUntil = heldUntilWords(price);
  const text = drawUp(book.template.text, { practice, physician, plan, price, members, firstTerm, heldUntil });
  const disclosures = disclosuresFor({
    practiceName: practice.name,
    physician,
    plan,
    isMedicareBeneficiary: members.some(({ isMedicareBeneficiary }) => isMedicareBeneficiary),
  });
  const panel = await readPanel(deps.table, physician.physicianId);
  const decision = createAgreement(
    application,
    {
      plan,
      price,
      text: {
        textHash: sha256(text),
        templateVersion: book.template.version,
        disclosureIds: disclosures.map((disclosure) => disclosure.id),
      },
      seatFree: hasSeats(panel, members.length),
      signsInOrder: practice.signsInOrder,
      timeZone: deps.timeZone,
      needsPrivateContract: needsPrivateContract(physician, members),
      ...(given.by === undefined ? {} : { by: given.by }),
    },
    deps.now,
  );
  return storeDecision(deps.table, undefined, decision, deps.now, [
    moveOnWrite(deps.table, application, { status: 'approved' }),
    putText(deps.table, application.applicationId, 'd1', text),
    ...(given.beside ?? []),
  ]);
}
