import type { DatabaseSync } from 'node:sqlite';
import { keptMs } from '../definition/limits.ts';
import type { Execution, HistoryEvent, Iteration, Phase, Position, Status } from './execution.ts';

type Row = Record<string, unknown>;

export type NewExecution = Pick<
  Execution,
  'arn' | 'machineArn' | 'name' | 'definitionId' | 'input' | 'started' | 'position'
>;

/** The executions and their histories in the store. */
export class Executions {
  readonly #db: DatabaseSync;
  readonly #byId;
  readonly #byArn;
  readonly #insert;
  readonly #update;
  readonly #current;
  readonly #addHistory;
  readonly #running;
  readonly #insertIteration;
  readonly #takeEvents;
  readonly #iterationsOf;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#byId = db.prepare('SELECT * FROM sfn_executions WHERE id = ?');
    this.#byArn = db.prepare('SELECT * FROM sfn_executions WHERE arn = ? AND iteration IS NULL');
    this.#insert =
      db.prepare(`INSERT INTO sfn_executions (arn, machine_arn, name, definition_id, input, started, status,
      step, events, phase, position) VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', 0, 1, ?, ?) RETURNING id`);
    this.#update = db.prepare(`UPDATE sfn_executions SET status = ?, stopped = ?, output = ?, error = ?, cause = ?,
      step = step + 1, events = ?, phase = ?, position = ? WHERE id = ? AND step = ? AND status = 'RUNNING'`);
    this.#current = db.prepare(`SELECT 1 FROM sfn_executions WHERE id = ? AND step = ? AND status = 'RUNNING'`);
    this.#addHistory = db.prepare('INSERT INTO sfn_history VALUES (?, ?, ?)');
    this.#insertIteration =
      db.prepare(`INSERT INTO sfn_executions (arn, machine_arn, name, definition_id, input, started, status,
      step, events, phase, position, root_id, parent_id, iteration) VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', 0, 0, ?, ?, ?, ?, ?) RETURNING id`);
    this.#takeEvents = db.prepare('UPDATE sfn_executions SET events = events + ? WHERE id = ? RETURNING events');
    this.#iterationsOf = db.prepare(
      `SELECT * FROM sfn_executions WHERE parent_id = ? AND status = 'RUNNING' ORDER BY id`,
    );
    this.#running = db.prepare(`SELECT id, phase FROM sfn_executions WHERE status = 'RUNNING' ORDER BY id`);
  }

  get(id: number): Execution | undefined {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : toExecution(row);
  }

  /** Step Functions forgets an execution 90 days after it has closed. */
  find(arn: string, now: number): Execution | undefined {
    const row = this.#byArn.get(arn);
    if (row === undefined) return undefined;
    const execution = toExecution(row);
    return execution.stopped !== undefined && execution.stopped < now - keptMs ? undefined : execution;
  }

  /** Stores an execution that begins, with its first event. */
  insert(execution: NewExecution, begun: Omit<HistoryEvent, 'id' | 'previousEventId'>): Execution {
    this.#forget(execution.arn);
    const { arn, machineArn, name, definitionId, input, started, position } = execution;
    const row = this.#insert.get(
      arn,
      machineArn,
      name,
      definitionId,
      input,
      started,
      position.phase,
      JSON.stringify(position),
    );
    const id = Number(row?.id);
    this.addHistory(id, [{ id: 1, previousEventId: 0, ...begun }]);
    const open = {
      status: 'RUNNING',
      stopped: undefined,
      output: undefined,
      error: undefined,
      cause: undefined,
    } as const;
    return { id, ...execution, ...open, step: 0, events: 1 };
  }

  /** Stores an iteration that begins. Gives its id. */
  insertIteration(of: Execution, iteration: Iteration, position: Position): number {
    const { machineArn, name, definitionId, input, started } = of;
    const { rootId, rootArn, parentId, turn, index } = iteration;
    const row = this.#insertIteration.get(
      `${rootArn}/${parentId}/${turn}/${index}`,
      machineArn,
      name,
      definitionId,
      input,
      started,
      position.phase,
      JSON.stringify(position),
      rootId,
      parentId,
      JSON.stringify(iteration),
    );
    return Number(row?.id);
  }

  /** The iterations that run for an execution's (or an iteration's) Map. */
  iterationsOf(parentId: number): Execution[] {
    return this.#iterationsOf.all(parentId).map(toExecution);
  }

  /** Takes the next `count` ids in an execution's history; gives the first. */
  takeEvents(id: number, count: number): number {
    return Number(this.#takeEvents.get(count, id)?.events) - count + 1;
  }

  /** Whether nobody has changed an execution since it was read. */
  isCurrent({ id, step }: Execution): boolean {
    return this.#current.get(id, step) !== undefined;
  }

  /** Stores a changed execution that is current. */
  save(execution: Execution): void {
    const { id, status, stopped, output, error, cause, step, events, position } = execution;
    this.#update.run(
      status,
      stopped ?? null,
      output ?? null,
      error ?? null,
      cause ?? null,
      events,
      position.phase,
      // What a closed execution knew is in its history.
      status === 'RUNNING' ? JSON.stringify(position) : '{}',
      id,
      step,
    );
    execution.step += 1;
  }

  addHistory(id: number, events: HistoryEvent[]): void {
    const first = events[0];
    if (first !== undefined) this.#addHistory.run(id, first.id, JSON.stringify(events));
  }

  /** The events from `from` to `to`, both included. */
  history(id: number, from: number, to: number): HistoryEvent[] {
    return this.#db
      .prepare(
        `SELECT events FROM sfn_history WHERE execution_id = ? AND first <= ? AND first >=
          (SELECT max(first) FROM sfn_history WHERE execution_id = ? AND first <= ?) ORDER BY first`,
      )
      .all(id, to, id, from)
      .flatMap((row) => JSON.parse(String(row.events)) as HistoryEvent[])
      .filter((event) => event.id >= from && event.id <= to);
  }

  running(): { id: number; phase: Phase }[] {
    return this.#running.all().map((row) => ({ id: Number(row.id), phase: String(row.phase) as Phase }));
  }

  runningOf(machineArn: string): Execution[] {
    const rows = this.#db.prepare(
      `SELECT * FROM sfn_executions WHERE machine_arn = ? AND status = 'RUNNING' AND iteration IS NULL`,
    );
    return rows.all(machineArn).map(toExecution);
  }

  /** A page of a machine's executions, newest first; `before` is the id that the page before ended with. */
  list(machineArn: string, status: string | undefined, before: number, count: number, now: number): Execution[] {
    return this.#db
      .prepare(
        `SELECT * FROM sfn_executions WHERE machine_arn = ? AND id < ? AND (? IS NULL OR status = ?)
          AND (stopped IS NULL OR stopped >= ?) AND iteration IS NULL ORDER BY id DESC LIMIT ?`,
      )
      .all(machineArn, before, status ?? null, status ?? null, now - keptMs, count)
      .map(toExecution);
  }

  /** Makes room for a name that is free again. */
  #forget(arn: string): void {
    const old = this.#byArn.get(arn)?.id;
    if (old === undefined) return;
    this.#db.prepare('DELETE FROM sfn_history WHERE execution_id = ?').run(old);
    this.#db.prepare('DELETE FROM sfn_executions WHERE id = ? OR root_id = ?').run(old, old);
  }
}

function toExecution(row: Row): Execution {
  const text = (value: unknown) => (value === null ? undefined : String(value));
  return {
    id: Number(row.id),
    arn: String(row.arn),
    machineArn: String(row.machine_arn),
    name: String(row.name),
    definitionId: Number(row.definition_id),
    input: String(row.input),
    started: Number(row.started),
    status: String(row.status) as Status,
    stopped: row.stopped === null ? undefined : Number(row.stopped),
    output: text(row.output),
    error: text(row.error),
    cause: text(row.cause),
    step: Number(row.step),
    events: Number(row.events),
    position: JSON.parse(String(row.position)),
    ...(row.iteration === null ? {} : { iteration: JSON.parse(String(row.iteration)) as Iteration }),
  };
}
