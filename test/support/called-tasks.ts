import { readFileSync } from 'node:fs';

/** How a definition calls a task of our functions. */
export interface CalledTask {
  task: string;
  /** Absent in definitions from before there were versions. */
  version?: number;
}

/** The tasks that the definition in a file calls. */
export function calledTasks(file: string): CalledTask[] {
  const { States } = JSON.parse(readFileSync(file, 'utf8')) as {
    States: Record<string, { Arguments?: { Payload?: CalledTask } }>;
  };
  return Object.values(States).flatMap((state) => state.Arguments?.Payload ?? []);
}
