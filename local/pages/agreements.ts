import type { Engine } from '../dynamodb/engine.ts';
import type { Tables } from '../dynamodb/tables.ts';
import type { Timer } from '../kernel/timers.ts';
import { agreementIn } from '../meter/subject.ts';

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
  /** `at` is an instant, or a civil date with its time in the practice's zone. */
  next: { at: string; what: string } | null;
}

// When the product's sweep looks at the dates of the day.
const sweepTime = 'T06:00';

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

/** What comes next for each: its earliest timer, or else its next date. Those that come first stand first. */
export function upcoming(agreements: StoredAgreement[], timers: Timer[]): UpcomingAgreement[] {
  const earliest = new Map<string, Timer>();
  for (const timer of timers) {
    const id = agreementIn(timer.what);
    if (id !== undefined && !earliest.has(id)) earliest.set(id, timer);
  }
  const next = ({ id, nextDate }: StoredAgreement): UpcomingAgreement['next'] => {
    const timer = earliest.get(id);
    if (timer !== undefined) return { at: new Date(timer.due).toISOString(), what: inWords(timer.what, id) };
    return nextDate === undefined ? null : { at: `${nextDate}${sweepTime}`, what: 'its next date' };
  };
  return agreements
    .map((agreement) => ({ ...agreement, next: next(agreement) }))
    .sort((a, b) => (a.next?.at ?? '9').localeCompare(b.next?.at ?? '9'));
}

/** `signing-{id}-d1-r1: Wait for signers` as people read it. */
function inWords(what: string, id: string): string {
  const [execution = '', state = ''] = what.split(': ');
  return `${execution.split(`-${id}`)[0]}: ${state}`;
}
