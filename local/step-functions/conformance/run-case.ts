import { InvalidDefinition } from '../definition/invalid-definition.ts';
import { type ApiStep, type Case, fillIn } from './case.ts';
import { CaseCloud } from './cloud.ts';
import { difference } from './compare.ts';
import { historyDifference } from './compare-history.ts';
import { simpleCause, simplifyAnswer } from './history.ts';

export type Verdict = { passed: true } | { refused: string } | { failed: string };

/** The service has refused something by its name: neither right nor wrong. */
class Refused extends Error {}

/** Runs one case and says how it compares with what AWS did. */
export async function runCase(recorded: Case): Promise<Verdict> {
  if (recorded.kind === 'validate') return { refused: 'ValidateStateMachineDefinition' };
  if (recorded.kind === 'state') return { refused: 'TestState' };
  const cloud = new CaseCloud(recorded);
  try {
    const found = await compare(recorded, cloud);
    return found === undefined ? { passed: true } : { failed: found };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function compare(recorded: Case, cloud: CaseCloud): Promise<string | undefined> {
  if (recorded.kind === 'api') return compareCalls(recorded, cloud);
  if (recorded.kind === 'create') return Promise.resolve(compareRefusal(recorded, cloud));
  return compareExecution(recorded, cloud);
}

function create(cloud: CaseCloud, name: string, definition: unknown): string {
  const filled = typeof definition === 'string' ? definition : fillIn(definition, (kind, of) => cloud.arn(kind, of));
  const text = typeof filled === 'string' ? filled : JSON.stringify(filled);
  const request = { name, definition: text, roleArn: 'arn:aws:iam::000000000000:role/machine' };
  return String(call(cloud, 'CreateStateMachine', request).stateMachineArn);
}

function call(cloud: CaseCloud, action: string, body: object): Record<string, unknown> {
  try {
    return cloud.stepFunctions.call(action, body) as Record<string, unknown>;
  } catch (error) {
    const isUnknown = error instanceof InvalidDefinition && error.isUnknownHere;
    if (isUnknown || (error as Error).name === 'UnknownOperationException') throw new Refused((error as Error).message);
    throw error;
  }
}

async function compareExecution(recorded: Case, cloud: CaseCloud): Promise<string | undefined> {
  const children = recorded.child_machines_jsonata ?? recorded.child_machines ?? {};
  for (const [key, definition] of Object.entries(children)) create(cloud, key, definition);
  const stateMachineArn = create(cloud, 'machine', recorded.definition_jsonata ?? recorded.definition);
  const input = JSON.stringify(fillIn(recorded.input ?? {}, (kind, of) => cloud.arn(kind, of)));
  const { executionArn } = call(cloud, 'StartExecution', { stateMachineArn, name: 'execution', input });
  await cloud.pass(30);
  const { status, output, error, cause } = call(cloud, 'DescribeExecution', { executionArn });
  const end: Record<string, unknown> = { status, ...simpleCause(cause) };
  if (output !== undefined) end.output = JSON.parse(String(output));
  if (error !== undefined) end.error = error;
  const { events, ...expected } = recorded.expected;
  const found = difference(expected, end, 'end');
  if (found !== undefined || events === undefined) return found;
  return historyDifference(events, historyOf(cloud, String(executionArn)), recorded.adapted !== undefined);
}

function historyOf(cloud: CaseCloud, executionArn: string): Record<string, unknown>[] {
  const events: Record<string, unknown>[] = [];
  let nextToken: unknown;
  do {
    const page = call(cloud, 'GetExecutionHistory', { executionArn, nextToken });
    events.push(...(page.events as Record<string, unknown>[]));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

function compareRefusal(recorded: Case, cloud: CaseCloud): string | undefined {
  try {
    create(cloud, 'machine', recorded.definition_jsonata ?? recorded.definition);
  } catch (error) {
    if (error instanceof Refused) throw error;
    return differenceOfError(recorded.expected.create_error, error);
  }
  return 'CreateStateMachine was to refuse the definition';
}

async function compareCalls(recorded: Case, cloud: CaseCloud): Promise<string | undefined> {
  const given = new Map<string, string>();
  for (const [index, step] of (recorded.steps ?? []).entries()) {
    const found = compareCall(step, cloud, given);
    if (found !== undefined) return `step ${index + 1} (${step.call}): ${found}`;
    await cloud.pass(0);
  }
  return undefined;
}

function compareCall(step: ApiStep, cloud: CaseCloud, given: Map<string, string>): string | undefined {
  const args = fillIn(step.args, (kind, of) => given.get(`<arn:${kind}:${of}>`) ?? cloud.arn(kind, of));
  const role = step.call === 'CreateStateMachine' ? { roleArn: 'arn:aws:iam::000000000000:role/machine' } : {};
  let answer: Record<string, unknown>;
  try {
    answer = call(cloud, step.call, { ...role, ...args });
  } catch (error) {
    if (error instanceof Refused) throw error;
    return differenceOfError(step.error, error);
  }
  if (step.error !== undefined) return `expected ${step.error.error}, got ${JSON.stringify(answer)}`;
  const arn = answer.executionArn ?? answer.stateMachineArn;
  if (step.gives !== undefined) given.set(step.gives, String(arn));
  if (step.answer === undefined) return undefined;
  const simple = simplifyAnswer(answer) as Record<string, unknown>;
  // An answer was recorded without what differs from account to account.
  const wanted = Object.keys(step.answer);
  return difference(step.answer, Object.fromEntries(wanted.map((key) => [key, simple[key]])));
}

function differenceOfError(
  expected: { error: string; message: string } | undefined,
  error: unknown,
): string | undefined {
  const { name, message } = error as Error;
  return expected === undefined ? `got ${name}: ${message}` : difference(expected, { error: name, message });
}
