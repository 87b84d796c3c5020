import { loadAgreement } from '../adapters/table/agreement-store.ts';
import { earlierOf, moveOnWrite, readApplication } from '../adapters/table/application-store.ts';
import { unseenApprovalWrite } from '../adapters/table/network-limits.ts';
import { readPanel } from '../adapters/table/panel-store.ts';
import { ConflictError, transact, untilStored, type Write } from '../adapters/table/table.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { type Application, confirmBy, mayBeApprovedUnseen } from '../domain/application/application.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import { approve, chosen } from './approve-application.ts';
import type { Deps } from './decide.ts';

export type Confirmation =
  /** Not there, withdrawn, refused, or never confirmed within seven days. */
  | { outcome: 'gone' }
  /** Staff decide: by the practice's choice, or because somebody should look. */
  | { outcome: 'received' }
  | { outcome: 'approved'; agreement: Agreement; isNew: boolean };

/**
 * The applicant has shown that the address is theirs. Where the practice approves automatically and nothing speaks against
 * it (Medicaid, a plan that was withdrawn, an agreement of the same person, many from one network in a day), the agreement is
 * made at once; staff decide else. Pressing twice changes nothing more.
 */
export function confirmApplication(deps: Deps, book: PracticeBook, applicationId: string): Promise<Confirmation> {
  return untilStored(async () => {
    const application = await readApplication(deps.table, applicationId);
    switch (application?.status) {
      case 'approved':
        return existing(deps, applicationId);
      case 'confirmed':
        return { outcome: 'received' };
      case 'unconfirmed':
        if (confirmBy(application) <= deps.now) return { outcome: 'gone' };
        return decideOn(deps, book, application);
      default:
        return { outcome: 'gone' };
    }
  });
}

async function decideOn(deps: Deps, book: PracticeBook, application: Application): Promise<Confirmation> {
  const choice = await chosen(deps, book, application);
  const mayBe =
    book.practice.approvesAutomatically && choice !== undefined && mayBeApprovedUnseen(application, choice.physician);
  const isUnseen = mayBe && (await earlierOf(deps.table, application)).length === 0;
  const beside = isUnseen ? await countUnseen(deps, application) : undefined;
  if (choice === undefined || beside === undefined) {
    await transact(deps.table, [moveOnWrite(deps.table, application, { status: 'confirmed' })]);
    return { outcome: 'received' };
  }
  return { outcome: 'approved', agreement: await approve(deps, book, application, choice, { beside }), isNew: true };
}

async function countUnseen(deps: Deps, application: Application): Promise<Write[] | undefined> {
  const { cap } = await readPanel(deps.table, application.physicianId);
  const practiceDay = practiceDate(deps.now, deps.timeZone);
  return unseenApprovalWrite(deps.table, application, { cap, practiceDay, now: deps.now });
}

async function existing(deps: Deps, agreementId: string): Promise<Confirmation> {
  const loaded = await loadAgreement(deps.table, agreementId);
  if (loaded === undefined) throw new ConflictError('Approved, but its agreement is not there yet');
  return { outcome: 'approved', agreement: loaded.agreement, isNew: false };
}
