import type { DatabaseSync } from 'node:sqlite';

/**
 * Machines with every definition that they have had; executions, each pinned to one of these, and the iterations of their Maps
 * beside them; their history, one row a transaction; open task tokens; and which execution waits for which.
 */
export function createTables(db: DatabaseSync): void {
  addIterations(db);
  db.exec(`
    CREATE TABLE IF NOT EXISTS sfn_machines (arn TEXT PRIMARY KEY, name TEXT NOT NULL, definition_id INTEGER NOT NULL,
      settings TEXT NOT NULL, created INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS sfn_definitions (id INTEGER PRIMARY KEY, machine_arn TEXT NOT NULL, text TEXT NOT NULL,
      role_arn TEXT NOT NULL, revision_id TEXT NOT NULL, created INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS sfn_executions (id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL,
      name TEXT NOT NULL, definition_id INTEGER NOT NULL, input TEXT NOT NULL, started INTEGER NOT NULL,
      status TEXT NOT NULL, stopped INTEGER, output TEXT, error TEXT, cause TEXT,
      step INTEGER NOT NULL, events INTEGER NOT NULL, phase TEXT NOT NULL, position TEXT NOT NULL,
      root_id INTEGER, parent_id INTEGER, iteration TEXT);
    CREATE INDEX IF NOT EXISTS sfn_executions_machine ON sfn_executions (machine_arn, id);
    CREATE INDEX IF NOT EXISTS sfn_executions_parent ON sfn_executions (parent_id) WHERE parent_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS sfn_executions_running ON sfn_executions (id) WHERE status = 'RUNNING';
    CREATE TABLE IF NOT EXISTS sfn_history (execution_id INTEGER NOT NULL, first INTEGER NOT NULL, events TEXT NOT NULL,
      PRIMARY KEY (execution_id, first));
    CREATE TABLE IF NOT EXISTS sfn_tokens (token TEXT PRIMARY KEY, execution_id INTEGER NOT NULL, turn INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS sfn_tokens_execution ON sfn_tokens (execution_id);
    CREATE TABLE IF NOT EXISTS sfn_waiters (child_id INTEGER NOT NULL, parent_id INTEGER NOT NULL, turn INTEGER NOT NULL,
      PRIMARY KEY (child_id, parent_id));
    CREATE INDEX IF NOT EXISTS sfn_waiters_parent ON sfn_waiters (parent_id);
  `);
}

/** A data folder from before there were Maps. */
function addIterations(db: DatabaseSync): void {
  const columns = db.prepare('PRAGMA table_info(sfn_executions)').all();
  if (columns.length === 0 || columns.some(({ name }) => name === 'iteration')) return;
  db.exec(`ALTER TABLE sfn_executions ADD COLUMN root_id INTEGER; ALTER TABLE sfn_executions ADD COLUMN parent_id INTEGER;
    ALTER TABLE sfn_executions ADD COLUMN iteration TEXT`);
}
