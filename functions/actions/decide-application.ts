import { moveOnWrite, readApplication } from '../adapters/table/application-store.ts';
import { transact, untilStored } from '../adapters/table/table.ts';
import { putWish } from '../adapters/table/wish-store.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import type { RefusalReason } from '../domain/application/application.ts';
import { noticeKeys } from '../domain/notices/notice.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import type { DiscountGrant } from '../domain/practice/price.ts';
import { approve, chosen } from './approve-application.ts';
import type { Deps } from './decide.ts';

export type ApplicationDecision =
  | { outcome: 'approved'; agreement: Agreement }
  | { outcome: 'closed' }
  /** Somebody else has decided meanwhile, or it was withdrawn. */
  | { outcome: 'decided-already' }
  /** Plan or physician are not offered to this applicant any more. */
  | { outcome: 'not-offered' };

/** Staff approve an application, at the plan's price or with a discount. */
export function approveApplication(
  deps: Deps,
  book: PracticeBook,
  applicationId: string,
  given: { by: string; discount?: DiscountGrant },
): Promise<ApplicationDecision> {
  return untilStored(async () => {
    const application = await readApplication(deps.table, applicationId);
    if (application?.status !== 'confirmed') return { outcome: 'decided-already' };
    const choice = await chosen(deps, book, application);
    if (choice === undefined) return { outcome: 'not-offered' };
    return { outcome: 'approved', agreement: await approve(deps, book, application, choice, given) };
  });
}

/**
 * An application is refused by staff for a reason from the list, or withdrawn by whoever sent it, until it is approved. The
 * applicant is told.
 */
export function closeApplication(
  deps: Deps,
  applicationId: string,
  given: { by?: string; reason: RefusalReason | 'withdrawn' },
): Promise<ApplicationDecision> {
  return untilStored(async () => {
    const application = await readApplication(deps.table, applicationId);
    const isOpen = application?.status === 'confirmed' || application?.status === 'unconfirmed';
    if (application === undefined || !isOpen) return { outcome: 'decided-already' };
    const status = given.reason === 'withdrawn' ? 'withdrawn' : 'refused';
    const owner = { kind: 'application', id: applicationId } as const;
    await transact(deps.table, [
      moveOnWrite(deps.table, application, { status, closed: { at: deps.now, ...given } }),
      putWish(deps.table, owner, { workflow: 'notice', noticeKey: noticeKeys.applicationClosed() }, deps.now),
    ]);
    return { outcome: 'closed' };
  });
}
