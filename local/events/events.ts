import type { DatabaseSync } from 'node:sqlite';
import type { Permission } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Timers } from '../kernel/timers.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { createEventBus } from './event-bus.ts';
import { EventLog } from './event-log.ts';
import { createScheduler } from './scheduler.ts';
import type { SendDeadLetter } from './target.ts';

export interface EventsDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  dataDir: string;
  /** Delivery is Lambda's own durable queue of asynchronous events. */
  lambda: Pick<Lambda, 'invokeLater'>;
  sendDeadLetter?: SendDeadLetter;
  /** Throws where the role's trust policy does not let this service use it. */
  requireTrust?: (roleArn: string, service: string) => void;
  /** Throws where the role may not do this. */
  authorize?: (roleArn: string, permission: Permission) => void;
}

export type Events = ReturnType<typeof createEvents>;

/** EventBridge: the default bus with its rules, and Scheduler's recurring schedules. */
export function createEvents(deps: EventsDeps) {
  const log = new EventLog(deps.dataDir);
  const bus = createEventBus({ ...deps, log });
  const scheduler = createScheduler({ ...deps, log });
  return {
    emit: bus.emit,
    provisioners: { ...bus.provisioners, ...scheduler.provisioners },
    replan: scheduler.replan,
  };
}
