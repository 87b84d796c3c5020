import { transact } from '../../functions/adapters/table/table.ts';
import { putWish } from '../../functions/adapters/table/wish-store.ts';
import type { Wish } from '../../functions/domain/agreement/events.ts';
import type { Applicant } from './journey.ts';
import type { Spine } from './spine.ts';

/** Wishes for it at once, as the sweep does ten weeks before the next year, or on the day after the last one of care. */
export async function wishNow(spine: Spine, who: Applicant, wish: Wish): Promise<void> {
  const owner = { kind: 'agreement', id: (await spine.agreementIdOf(who.email)) ?? '' } as const;
  const now = new Date(spine.cloud.clock.now()).toISOString();
  await transact(spine.table, [putWish(spine.table, owner, wish, now)]);
  await spine.cloud.work.quiet();
}
