import { Temporal } from 'temporal-polyfill';
import type { Engine } from '../dynamodb/engine.ts';
import type { Tables } from '../dynamodb/tables.ts';
import type { Timer } from '../kernel/timers.ts';
import { agreementIn } from '../meter/subject.ts';
import type { Happening } from './moves.ts';

/** An agreement as it stands in the product's table. */
export interface StoredAgreement {
  id: string;
  status: string;
  /** Of its first member. */
  name: string;
  /** The civil date on which the product looks at it next, if there is one. */
  nextDate: string | undefined;
}

export interface UpcomingAgreement extends StoredAgreement {
  next: Happening | null;
}

/** The agreements of the template's tables, for a person at this machine. The only place here that knows the product's items. */
export async function storedAgreements(engine: Engine, tables: Tables): Promise<StoredAgreement[]> {
  const found: StoredAgreement[] = [];
  for (const { name: TableName } of tables.all()) {
    const names = new Map<string, string>();
    const roots: any[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page = await engine.call('DynamoDB_20120810.Scan', {
        TableName,
        ExclusiveStartKey,
        FilterExpression: 'SK = :agreement OR SK = :member',
        ExpressionAttributeValues: { ':agreement': { S: 'AGREEMENT' }, ':member': { S: 'MEMBER#m1' } },
      });
      for (const item of page.Items) {
        if (item.SK.S === 'AGREEMENT') roots.push(item);
        else names.set(item.PK.S, [item.firstName?.S, item.lastName?.S].filter(Boolean).join(' '));
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    for (const { PK, status, nextDate } of roots) {
      const id = agreementIn(PK.S) ?? PK.S;
      found.push({ id, status: status?.S ?? 'unknown', name: names.get(PK.S) ?? id, nextDate: nextDate?.S });
    }
  }
  return found;
}

/** What comes next for each: its earliest timer or its next date, whichever is first. Those that come first stand first. */
export function upcoming(agreements: StoredAgreement[], timers: Timer[], timeZone: string): UpcomingAgreement[] {
  const earliest = new Map<string, Timer>();
  for (const timer of timers) {
    const id = agreementIn(timer.what);
    if (id !== undefined && !earliest.has(id)) earliest.set(id, timer);
  }
  const next = ({ id, nextDate }: StoredAgreement): UpcomingAgreement['next'] => {
    const timer = earliest.get(id);
    const happenings = [
      ...(timer === undefined ? [] : [{ at: new Date(timer.due).toISOString(), what: inWords(timer.what) }]),
      ...(nextDate === undefined ? [] : [{ at: startOf(nextDate, timeZone), what: 'the next date of its term' }]),
    ];
    return happenings.sort(byDate)[0] ?? null;
  };
  return agreements
    .map((agreement) => ({ ...agreement, next: next(agreement) }))
    .sort((a, b) => byDate(a.next ?? never, b.next ?? never));
}

/** `signing-{id}-d1-r1: Wait for signers`, which people read as `signing: Wait for signers`. */
export function inWords(what: string): string {
  const id = agreementIn(what);
  if (id === undefined) return what;
  const [execution = '', state = ''] = what.split(': ');
  return `${execution.split(`-${id}`)[0]}: ${state}`;
}

const never = { at: '9' };

function byDate(a: { at: string }, b: { at: string }): number {
  return a.at.localeCompare(b.at);
}

function startOf(date: string, timeZone: string): string {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds).toISOString();
}
