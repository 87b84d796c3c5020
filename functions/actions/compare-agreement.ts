import type { LoadedAgreement } from '../adapters/table/agreement-store.ts';
import { executionStatus } from '../adapters/workflows/workflows.ts';
import { caughtUp } from '../domain/agreement/caught-up.ts';
import { differencesOf, type Stopped } from '../domain/agreement/differences.ts';
import { workflowName } from '../domain/agreement/events.ts';
import { hasFailed } from '../domain/agreement/restart.ts';
import { executionName, type SteppedWish, unfinishedOf } from '../domain/agreement/workflows.ts';
import { seatsByPanel } from '../domain/panel/panel.ts';
import { decide, getAgreement } from './decide.ts';
import { machineOf, type WishDeps } from './fulfil-wish.ts';
import { postUndelivered } from './send-by-post.ts';

/**
 * Compares an agreement with its own facts and with the executions that must carry it on, and repairs what differs. Gives
 * the codes of what was repaired, and the seats that it holds by panel. Reads the agreement once, and again only where an execution
 * does not run: it may have closed between the two, and only what the table says after that counts. Where another decision
 * came in between, it is left to the next day. What must reach somebody and never arrived goes by post before that.
 */
export async function compareAgreement(
  deps: WishDeps,
  agreementId: string,
): Promise<{ codes: string[]; seats: ReadonlyMap<string, number> }> {
  const found = await getAgreement(deps, agreementId);
  const first = (await postUndelivered(deps, found)) ? await getAgreement(deps, agreementId) : found;
  const stopped = await stoppedOf(deps, first);
  const { agreement, ...after } = stopped.length === 0 ? first : await getAgreement(deps, agreementId);
  const seats = seatsByPanel(agreement);
  const { version } = agreement;
  if (version !== first.agreement.version) return { codes: [], seats };
  const left = new Set(mustRun(deps, { agreement, ...after }).map(workflowName));
  const differences = differencesOf(
    agreement,
    stopped.filter(({ workflow }) => left.has(workflowName(workflow))),
    deps.now,
    deps,
  );
  if (differences.length === 0) return { codes: [], seats };
  const repaired = await decide(deps, agreementId, { type: 'repaired', version, differences });
  return {
    codes: repaired.refusal === undefined ? differences.map(({ code }) => code) : [],
    seats: seatsByPanel(repaired.agreement),
  };
}

/** What must be carried on by an execution now. Nothing where a person was told already, or its status comes first. */
function mustRun(deps: WishDeps, { agreement, notices, wishes }: LoadedAgreement): SteppedWish[] {
  const { timeZone, now } = deps;
  if (hasFailed(agreement) || caughtUp(agreement, now, timeZone) !== agreement) return [];
  const { agreementId } = agreement;
  const unfinished = unfinishedOf(agreement, now, { agreementId, notices, timeZone });
  return unfinished.filter((wish) => !wishes.has(workflowName(wish)));
}

async function stoppedOf(deps: WishDeps, loaded: LoadedAgreement): Promise<Stopped[]> {
  const stopped: Stopped[] = [];
  for (const workflow of mustRun(deps, loaded)) {
    const name = executionName(loaded.agreement, workflow);
    const as = await executionStatus(deps.workflows, machineOf(deps, workflow), name);
    if (as !== 'running') stopped.push({ workflow, as });
  }
  return stopped;
}
