import type { DatabaseSync } from 'node:sqlite';
import type { Engine } from '../dynamodb/engine.ts';
import type { Tables } from '../dynamodb/tables.ts';
import type { AwsAnswer, AwsCall } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { InvocationHook, Lambda } from '../lambda/lambda.ts';
import { assumptions, inDollars, type Unit, type Units, units } from './prices.ts';
import { bytesByPartition } from './storage.ts';
import { agreementIn } from './subject.ts';
import { other, Tally } from './tally.ts';

export interface MeterDeps {
  db: DatabaseSync;
  clock: Clock;
  engine: Engine;
  tables: Tables;
  lambda: () => Pick<Lambda, 'invocationOf'>;
}

interface Bill {
  units: Units;
  dollars: Units & { total: number };
}

export interface MeterReport {
  /** When the data folder was made, by the cloud's clock, in UTC. */
  since: string;
  assumptions: typeof assumptions;
  total: Bill;
  /** What is about one agreement, by its id. */
  agreements: ({ id: string } & Bill)[];
  /** What is about none, or about nobody knows which. */
  other: Bill;
}

/** Counts what AWS would bill, whatever it was about, since the data folder was made. */
export class Meter {
  readonly #deps: MeterDeps;
  readonly #tally: Tally;
  /** Whom the calls of each running invocation were about. */
  readonly #subjects = new Map<string, Set<string>>();
  /** When each caller last made DynamoDB ask for the table's key. */
  readonly #keyAskedAt = new Map<string, number>();

  constructor(deps: MeterDeps) {
    this.#deps = deps;
    this.#tally = new Tally(deps.db, deps.clock.now());
  }

  /** Counts an execution's transitions, within the transaction that stores them. */
  readonly countTransitions = (executionName: string, transitions: number): void => {
    this.#tally.count(agreementIn(executionName) ?? other, 'transitions', transitions);
  };

  /**
   * Counts an invocation. It, and each call within it that names nobody, is about whom its event names, or else about the
   * one whom all its calls name: the sweep, which goes through many, is about nobody.
   */
  readonly hook: InvocationHook = async (attempt, run) => {
    const { requestId, payload, memoryMegabytes } = attempt;
    const pending = Tally.pending(requestId);
    try {
      return await run();
    } finally {
      const [named = other, ...others] = this.#subjects.get(requestId) ?? [];
      const subject = agreementIn(payload) ?? (others.length === 0 ? named : other);
      this.#subjects.delete(requestId);
      this.#tally.count(pending, 'invocations');
      const seconds = assumptions.invocationMilliseconds / 1000;
      this.#tally.count(pending, 'gigabyteSeconds', (memoryMegabytes / 1024) * seconds);
      if (isRequest(payload)) this.#tally.count(pending, 'requests');
      this.#tally.settle(requestId, subject);
    }
  };

  /** Counts a call of the AWS endpoint that was answered. What a person asks for costs nothing here. */
  count(service: string, call: AwsCall, answer: AwsAnswer): void {
    const invocation = this.#deps.lambda().invocationOf(call.headers['x-amz-security-token']);
    if (invocation === undefined) return;
    if (service === 'dynamodb') this.#countKey(this.#subjectOf(call, invocation), call.caller.accessKey);
    // A mail is one long text; what it is about, its invocation tells.
    if (call.action === 'SendRawEmail' && answer.status < 300) {
      this.#tally.count(Tally.pending(invocation.requestId), 'mails');
    }
  }

  /** Counts the read and write units that DynamoDB reports for a call. */
  readonly countCapacity = (call: AwsCall, unit: 'readUnits' | 'writeUnits', amount: number): void => {
    const invocation = this.#deps.lambda().invocationOf(call.headers['x-amz-security-token']);
    if (invocation !== undefined) this.#tally.count(this.#subjectOf(call, invocation), unit, amount);
  };

  async report(): Promise<MeterReport> {
    const subjects = new Map<string, Units>();
    const add = (subject: string, unit: Unit, amount: number) => {
      const counted = subjects.get(subject) ?? nothing();
      counted[unit] += amount;
      subjects.set(subject, counted);
    };
    for (const { subject, unit, amount } of this.#tally.all()) add(subject, unit, amount);
    for (const table of this.#deps.tables.all()) {
      for (const [partition, bytes] of await bytesByPartition(this.#deps.engine, table)) {
        add(agreementIn(partition) ?? other, 'storageBytes', bytes);
      }
    }
    const total = nothing();
    for (const counted of subjects.values()) for (const unit of units) total[unit] += counted[unit];
    const rest = subjects.get(other) ?? nothing();
    subjects.delete(other);
    return {
      since: new Date(this.#tally.since).toISOString(),
      assumptions,
      total: bill(total),
      agreements: [...subjects].map(([id, counted]) => ({ id, ...bill(counted) })),
      other: bill(rest),
    };
  }

  /** The agreement that a call names, or else what its invocation will turn out to be about. */
  #subjectOf({ body }: AwsCall, { requestId }: { requestId: string }): string {
    const named = agreementIn(body.toString('utf8'));
    if (named === undefined) return Tally.pending(requestId);
    const subjects = this.#subjects.get(requestId) ?? new Set();
    this.#subjects.set(requestId, subjects.add(named));
    return named;
  }

  #countKey(subject: string, caller: string): void {
    const now = this.#deps.clock.now();
    const askedAt = this.#keyAskedAt.get(caller);
    if (askedAt !== undefined && now - askedAt < assumptions.tableKeyMinutes * 60_000) return;
    this.#keyAskedAt.set(caller, now);
    this.#tally.count(subject, 'kmsCalls');
  }
}

function nothing(): Units {
  return Object.fromEntries(units.map((unit) => [unit, 0])) as Units;
}

function bill(counted: Units): Bill {
  return { units: counted, dollars: inDollars(counted) };
}

/** An event of the HTTP API. */
function isRequest(payload: string): boolean {
  return payload.includes('"routeKey"') && JSON.parse(payload)?.routeKey !== undefined;
}
