/** What one invocation asks of AWS, or the part of one that a single agreement causes. */
export interface Work {
  /** All of its calls, one after the other. */
  calls: number;
  readUnits: number;
  writeUnits: number;
  /** Calls of StartExecution, whether or not one of that name is there already. */
  starts: number;
  mails: number;
}

/** A civil day counted from the renewal date (0), and what of it: its first moment, or an agreement's own between 9:00 and 9:44. */
export interface Moment {
  day: number;
  at: 'midnight' | 'sending';
}

/** One task of an execution, with the states that follow it up to the next one. */
export interface Stage {
  state: string;
  /** The task's name: `plan-renewal`. */
  operation: string;
  /** States entered, the task's own among them. */
  transitions: number;
  /** The civil day on which it ran. */
  day: number;
  /** Where the task waits for its token, which times out: until then. */
  until?: Moment;
}

export type Machine = 'renewal' | 'billing';

/** One renewal as it was measured: its executions, and what each invocation does. */
export interface Script {
  stages: Record<Machine, Stage[]>;
  /** By operation; the most that any of its invocations asked for. */
  works: Map<string, Work>;
  /** What the sweep does for one agreement that is due. */
  sweepStep: Work;
  /** What the sweep of the morning reads to compare one agreement; each workflow that is unfinished is looked up besides. */
  compared: Work;
  /** What the stream's function does for one wish. */
  wish: Work;
  /** What one event about a mail does. */
  mailEvent: Work;
  /** Events about one mail. */
  eventsPerMail: number;
  /** Wishes in all. */
  wishes: number;
}
