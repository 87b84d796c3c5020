import type { DatabaseSync } from 'node:sqlite';

/** A turn of an execution that something outside will answer. */
export interface Turn {
  executionId: number;
  turn: number;
}

/** Who answers whom: open task tokens, and executions that wait for others. */
export class Links {
  readonly #addToken;
  readonly #byToken;
  readonly #dropTokens;
  readonly #addWaiter;
  readonly #waitersOf;
  readonly #childrenOf;
  readonly #dropWaiters;

  constructor(db: DatabaseSync) {
    this.#addToken = db.prepare('INSERT INTO sfn_tokens VALUES (?, ?, ?)');
    this.#byToken = db.prepare('SELECT execution_id AS id, turn FROM sfn_tokens WHERE token = ?');
    this.#dropTokens = db.prepare('DELETE FROM sfn_tokens WHERE execution_id = ?');
    this.#addWaiter = db.prepare('INSERT OR REPLACE INTO sfn_waiters VALUES (?, ?, ?)');
    this.#waitersOf = db.prepare('SELECT parent_id AS id, turn FROM sfn_waiters WHERE child_id = ?');
    this.#childrenOf = db.prepare('SELECT child_id AS id FROM sfn_waiters WHERE parent_id = ?');
    this.#dropWaiters = db.prepare('DELETE FROM sfn_waiters WHERE parent_id = ?');
  }

  addToken(token: string, { executionId, turn }: Turn): void {
    this.#addToken.run(token, executionId, turn);
  }

  byToken(token: string): Turn | undefined {
    return toTurn(this.#byToken.get(token));
  }

  /** Notes that a turn ends when another execution ends. */
  addWaiter(childId: number, { executionId, turn }: Turn): void {
    this.#addWaiter.run(childId, executionId, turn);
  }

  waitersOf(childId: number): Turn[] {
    return this.#waitersOf.all(childId).flatMap((row) => toTurn(row) ?? []);
  }

  childrenOf(parentId: number): number[] {
    return this.#childrenOf.all(parentId).map((row) => Number(row.id));
  }

  /** Forgets whatever an execution waited for. */
  drop(executionId: number): void {
    this.#dropTokens.run(executionId);
    this.#dropWaiters.run(executionId);
  }
}

function toTurn(row: Record<string, unknown> | undefined): Turn | undefined {
  return row === undefined ? undefined : { executionId: Number(row.id), turn: Number(row.turn) };
}
