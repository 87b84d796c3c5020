import { moveOnWrite, readApplication } from '../adapters/table/application-store.ts';
import { transact, untilStored } from '../adapters/table/table.ts';
import { putWish } from '../adapters/table/wish-store.ts';
import type { Deps } from './decide.ts';

/** The mail to an applicant that failed begins again under the next run, and is shown no more. Where none has failed, nothing. */
export function sendAgain(deps: Deps, applicationId: string): Promise<void> {
  return untilStored(async () => {
    const application = await readApplication(deps.table, applicationId);
    if (application?.failed === undefined) return;
    const { status, failed } = application;
    const owner = { kind: 'application', id: applicationId } as const;
    const wish = { workflow: 'notice', noticeKey: failed.noticeKey, run: failed.run + 1 } as const;
    await transact(deps.table, [
      moveOnWrite(deps.table, application, { status }),
      putWish(deps.table, owner, wish, deps.now),
    ]);
  });
}
