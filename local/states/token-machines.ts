import type { DatabaseSync } from 'node:sqlite';
import { readToken } from '../step-functions/runner/task-token.ts';

/** Finds the state machine that a task token belongs to, the task open or not: its ARN is what IAM asks about. */
export function tokenMachines(db: DatabaseSync): (token: string) => string | undefined {
  const machineOf = db.prepare('SELECT machine_arn FROM sfn_executions WHERE id = ?');
  return (token) => {
    const turn = typeof token === 'string' ? readToken(token) : undefined;
    const row = turn === undefined ? undefined : machineOf.get(turn.executionId);
    return row === undefined ? undefined : String(row.machine_arn);
  };
}
