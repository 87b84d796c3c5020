import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AgreementTemplate, Physician, Plan, Practice, PracticeBook } from '../../domain/practice/practice.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { type Item, queryPartition, type Table } from './table.ts';

/** The practice has not been set up yet: its settings were never stored. */
export class NoPracticeError extends Error {
  override readonly name = 'NoPractice';
}

/** The practice as it stands: one Query. Throws a NoPracticeError before it was set up. */
export async function readPractice(table: Table): Promise<PracticeBook> {
  const items = await queryPartition(table, 'PRACTICE');
  const under = (prefix: string) =>
    inOrder(items.filter((item) => String(item.SK).startsWith(prefix)).map(withoutKeys));
  const practice = under('SETTINGS')[0];
  const template = under('TEMPLATE#')[0];
  if (practice === undefined || template === undefined) {
    throw new NoPracticeError('The practice has not been set up: run `npm run practice -- FILE`');
  }
  const blocked = items.find((item) => item.SK === 'MAIL')?.blockedSince;
  return {
    practice: practice as unknown as Practice,
    physicians: under('PHYSICIAN#') as unknown as Physician[],
    plans: under('PLAN#') as unknown as Plan[],
    template: template as unknown as AgreementTemplate,
    ...(blocked === undefined ? {} : { mailBlockedSince: String(blocked) }),
  };
}

/** One thing of the practice's book, under its sort key; `order` keeps the file's order. */
export async function writePracticePart(table: Table, part: string, item: object, order: number): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...keys.practice(part), ...item, order } }));
}

export async function deletePracticePart(table: Table, part: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: keys.practice(part) }));
}

export async function readPracticeParts(table: Table): Promise<Map<string, Item>> {
  const items = await queryPartition(table, 'PRACTICE');
  return new Map(items.map((item) => [String(item.SK), withoutKeys(item)]));
}

/** Keeps a version of a plan for good: agreements may renew by it long after the plan has others, or is sold no more. */
export async function writePlanVersion(table: Table, plan: Plan): Promise<void> {
  const key = keys.planVersion(plan.planId, plan.version);
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...key, ...plan } }));
}

/** Throws a RangeError for a version that was never stored. */
export async function readPlanVersion(table: Table, planId: string, version: number): Promise<Plan> {
  const found = (await readPlanVersions(table, planId)).find((one) => one.version === version);
  if (found === undefined) throw new RangeError(`The plan ${planId} has no version ${version}`);
  return found;
}

/** Every version of a plan, oldest first; none where there was never such a plan. */
export async function readPlanVersions(table: Table, planId: string): Promise<Plan[]> {
  const items = await queryPartition(table, keys.planVersion(planId, 0).PK);
  return items.map((item) => withoutKeys(item) as unknown as Plan);
}

/** Notes since when mail is refused (the pages show a banner), or that it goes out again. */
export async function noteMailBlocked(table: Table, blockedSince: string | undefined): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: keys.practice('MAIL'),
      ...(blockedSince === undefined
        ? { UpdateExpression: 'REMOVE blockedSince' }
        : {
            UpdateExpression: 'SET blockedSince = if_not_exists(blockedSince, :since)',
            ExpressionAttributeValues: { ':since': blockedSince },
          }),
    }),
  );
}

function inOrder(items: Item[]): Item[] {
  return items.sort((a, b) => Number(a.order) - Number(b.order)).map(({ order, ...item }) => item);
}
