import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Machine } from '../definition/machine.ts';
import { loadDefinition } from '../definition.ts';

/** A state machine with the definition that new executions run. */
export interface StoredMachine {
  arn: string;
  name: string;
  /** Logging, tracing and the like: kept and told, without effect here. */
  settings: Record<string, unknown>;
  created: number;
  definition: StoredDefinition;
}

/** A definition as some executions run it: text and role. */
export interface StoredDefinition {
  id: number;
  machineArn: string;
  text: string;
  roleArn: string;
  revisionId: string;
  created: number;
}

/** The machines in the store, and their definitions, compiled once each. */
export class Machines {
  readonly #db: DatabaseSync;
  readonly #compiled = new Map<number, { definition: StoredDefinition; machine: Machine }>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  find(arn: string): StoredMachine | undefined {
    const row = this.#db.prepare('SELECT * FROM sfn_machines WHERE arn = ?').get(arn);
    return row === undefined ? undefined : this.#toMachine(row);
  }

  /** A page of the machines in the order of their names. */
  list(after: string, count: number): StoredMachine[] {
    const rows = this.#db.prepare('SELECT * FROM sfn_machines WHERE name > ? ORDER BY name LIMIT ?');
    return rows.all(after, count).map((row) => this.#toMachine(row));
  }

  /** Stores a machine or its change; a new definition stands beside the ones that executions still run. */
  put(machine: Omit<StoredMachine, 'definition'>, text: string, roleArn: string, now: number): StoredDefinition {
    const row = this.#db
      .prepare(
        'INSERT INTO sfn_definitions (machine_arn, text, role_arn, revision_id, created) VALUES (?, ?, ?, ?, ?) RETURNING *',
      )
      .get(machine.arn, text, roleArn, randomUUID(), now);
    const definition = toDefinition(row ?? {});
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO sfn_machines (arn, name, definition_id, settings, created) VALUES (?, ?, ?, ?, ?)',
      )
      .run(machine.arn, machine.name, definition.id, JSON.stringify(machine.settings), machine.created);
    return definition;
  }

  delete(arn: string): void {
    this.#db.prepare('DELETE FROM sfn_machines WHERE arn = ?').run(arn);
  }

  /** What an execution runs. */
  compiled(definitionId: number): { definition: StoredDefinition; machine: Machine } {
    const known = this.#compiled.get(definitionId);
    if (known !== undefined) return known;
    const row = this.#db.prepare('SELECT * FROM sfn_definitions WHERE id = ?').get(definitionId);
    if (row === undefined) throw new Error(`The definition ${definitionId} is missing in the store`);
    const definition = toDefinition(row);
    const compiled = { definition, machine: loadDefinition(definition.text) };
    this.#compiled.set(definitionId, compiled);
    return compiled;
  }

  #toMachine(row: Record<string, unknown>): StoredMachine {
    return {
      arn: String(row.arn),
      name: String(row.name),
      settings: JSON.parse(String(row.settings)),
      created: Number(row.created),
      definition: this.compiled(Number(row.definition_id)).definition,
    };
  }
}

function toDefinition(row: Record<string, unknown>): StoredDefinition {
  return {
    id: Number(row.id),
    machineArn: String(row.machine_arn),
    text: String(row.text),
    roleArn: String(row.role_arn),
    revisionId: String(row.revision_id),
    created: Number(row.created),
  };
}
