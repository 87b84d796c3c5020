import { loadAgreement, storeDecision } from '../adapters/table/agreement-store.ts';
import { moveOnWrite, readApplication } from '../adapters/table/application-store.ts';
import { sha256 } from '../adapters/table/keys.ts';
import { readPanel } from '../adapters/table/panel-store.ts';
import { ConflictError, transact, untilStored } from '../adapters/table/table.ts';
import { putText } from '../adapters/table/text-store.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { createAgreement } from '../domain/agreement/create-agreement.ts';
import { type Application, confirmBy } from '../domain/application/application.ts';
import { hasSeats } from '../domain/panel/panel.ts';
import { planRefusal } from '../domain/practice/plan-refusal.ts';
import type { Physician, Plan, PracticeBook } from '../domain/practice/practice.ts';
import { agreedPrice } from '../domain/practice/price.ts';
import { disclosuresFor } from '../pages/disclosures.ts';
import type { Deps } from './decide.ts';

export type Confirmation =
  /** Not there, or never confirmed within seven days. */
  | { outcome: 'gone' }
  /** Staff decide: by the practice's choice, or because what was applied for is not offered any more. */
  | { outcome: 'received' }
  | { outcome: 'approved'; agreement: Agreement; isNew: boolean };

/**
 * The applicant has shown that the address is theirs. Where the practice approves automatically, the agreement, its text,
 * its seat and the wish to start onboarding are stored in the same transaction. Pressing twice changes nothing more.
 */
export function confirmApplication(deps: Deps, book: PracticeBook, applicationId: string): Promise<Confirmation> {
  return untilStored(async () => {
    const application = await readApplication(deps.table, applicationId);
    if (application === undefined) return { outcome: 'gone' };
    if (application.status === 'approved') return existing(deps, applicationId);
    if (application.status === 'confirmed') return { outcome: 'received' };
    if (confirmBy(application) <= deps.now) return { outcome: 'gone' };
    const choice = chosen(book, application);
    if (!book.practice.approvesAutomatically || choice === undefined) {
      await transact(deps.table, [moveOnWrite(deps.table, application, 'confirmed')]);
      return { outcome: 'received' };
    }
    return { outcome: 'approved', agreement: await approve(deps, book, application, choice), isNew: true };
  });
}

async function existing(deps: Deps, agreementId: string): Promise<Confirmation> {
  const loaded = await loadAgreement(deps.table, agreementId);
  if (loaded === undefined) throw new ConflictError('Approved, but its agreement is not there yet');
  return { outcome: 'approved', agreement: loaded.agreement, isNew: false };
}

interface Choice {
  plan: Plan;
  physician: Physician;
}

async function approve(
  deps: Deps,
  book: PracticeBook,
  application: Application,
  { plan, physician }: Choice,
): Promise<Agreement> {
  const { person } = application;
  // Loaded here, since no other page needs it: the template engine would be a quarter of each cold start.
  const { drawUp } = await import('../adapters/templates/agreement-template.ts');
  const price = agreedPrice(plan, application, deps.timeZone);
  const text = drawUp(book.template.text, { practice: book.practice, physician, plan, price, member: person });
  const disclosures = disclosuresFor({
    practiceName: book.practice.name,
    physician,
    plan,
    isMedicareBeneficiary: person.isMedicareBeneficiary,
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
      seatFree: hasSeats(panel, 1),
    },
    deps.now,
  );
  return storeDecision(deps.table, undefined, decision, deps.now, [
    moveOnWrite(deps.table, application, 'approved'),
    putText(deps.table, application.applicationId, 'd1', text),
  ]);
}

/** Plan and physician of an application; undefined when the practice has withdrawn one since, or they fit no longer. */
function chosen(book: PracticeBook, application: Application): Choice | undefined {
  const plan = book.plans.find((one) => one.planId === application.planId);
  const physician = book.physicians.find((one) => one.physicianId === application.physicianId);
  if (plan === undefined || physician === undefined) return undefined;
  return planRefusal(plan, physician, application.person) === undefined ? { plan, physician } : undefined;
}
