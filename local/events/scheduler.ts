import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { account, type Permission, type Provisioners, region } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import { inTransaction } from '../kernel/store.ts';
import type { Timer, Timers } from '../kernel/timers.ts';
import { refuseUnknown, refuseValue } from '../lambda/known-properties.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { EventLog } from './event-log.ts';
import { type NextFiring, readSchedule } from './schedule-expression.ts';
import { deliver, readTarget, type SendDeadLetter, type Target } from './target.ts';

interface Schedule {
  arn: string;
  what: string;
  target: Target;
  roleArn: string;
  input: string | undefined;
  next: NextFiring;
}

interface SchedulerDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  lambda: Pick<Lambda, 'invokeLater'>;
  log: EventLog;
  sendDeadLetter?: SendDeadLetter;
  requireTrust?: (roleArn: string, service: string) => void;
  authorize?: (roleArn: string, permission: Permission) => void;
}

const known = [
  'Description',
  'FlexibleTimeWindow',
  'GroupName',
  'KmsKeyArn',
  'Name',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'State',
  'Target',
];

/** EventBridge Scheduler: recurring schedules on the cloud's clock, each next firing a durable timer. */
export function createScheduler(deps: SchedulerDeps) {
  const { db, clock, timers, lambda, log, sendDeadLetter } = deps;
  const schedules = new Map<string, Schedule>();
  db.exec(
    `CREATE TABLE IF NOT EXISTS schedules (arn TEXT PRIMARY KEY, expression TEXT NOT NULL, since INTEGER NOT NULL)`,
  );
  timers.handle('scheduler', fire);

  const provisioners: Provisioners = {
    'AWS::Scheduler::ScheduleGroup': (logicalId, properties, stack) => {
      refuseUnknown(`${logicalId} (AWS::Scheduler::ScheduleGroup)`, properties, ['Name', 'Tags']);
      const name = String(properties.Name ?? `${stack.stackName}-${logicalId}`).slice(0, 64);
      const arn = `arn:aws:scheduler:${stack.region}:${stack.account}:schedule-group/${name}`;
      return { ref: name, attributes: { Arn: arn, State: 'ACTIVE' } };
    },
    'AWS::Scheduler::Schedule': (logicalId, properties, stack) => {
      const where = `${logicalId} (AWS::Scheduler::Schedule)`;
      refuseUnknown(where, properties, known);
      const { GroupName = 'default', ScheduleExpression, ScheduleExpressionTimezone: zone = 'UTC' } = properties;
      const { Target: given, State = 'ENABLED', FlexibleTimeWindow } = properties;
      const window = FlexibleTimeWindow?.Mode;
      if (!['OFF', 'FLEXIBLE'].includes(window))
        refuseValue(where, 'FlexibleTimeWindow.Mode', window, 'OFF or FLEXIBLE');
      if (!['ENABLED', 'DISABLED'].includes(State)) refuseValue(where, 'State', State, 'ENABLED or DISABLED');
      const name = String(properties.Name ?? `${stack.stackName}-${logicalId}`).slice(0, 64);
      const arn = `arn:aws:scheduler:${stack.region}:${stack.account}:schedule/${GroupName}/${name}`;
      const target = readTarget(`${where}: Target`, given, ['Input', 'RoleArn']);
      deps.requireTrust?.(given.RoleArn, 'scheduler.amazonaws.com');
      const what = `Schedule: ${properties.Description ?? name}`;
      const expression = `${ScheduleExpression} ${zone}`;
      // Read in any case: what is wrong in it is told now.
      readSchedule(ScheduleExpression, zone, 0);
      if (State === 'DISABLED') return { ref: name, attributes: { Arn: arn } };
      inTransaction(db, () => {
        const { since, isNew } = register(arn, expression);
        const next = readSchedule(ScheduleExpression, zone, since);
        const schedule = { arn, what, target, roleArn: given.RoleArn, input: given.Input, next };
        schedules.set(arn, schedule);
        if (isNew) plan(schedule);
      });
      return { ref: name, attributes: { Arn: arn } };
    },
  };

  /** A schedule that is known already keeps its timer, also one that fell due while the cloud was not running. */
  function register(arn: string, expression: string): { since: number; isNew: boolean } {
    const row = db.prepare('SELECT since FROM schedules WHERE arn = ? AND expression = ?').get(arn, expression);
    if (row !== undefined) return { since: Number(row.since), isNew: false };
    const since = clock.now();
    db.prepare('INSERT OR REPLACE INTO schedules VALUES (?, ?, ?)').run(arn, expression, since);
    return { since, isNew: true };
  }

  function plan({ arn, what, next }: Schedule): void {
    const due = next(clock.now());
    if (due === undefined) timers.cancel(`scheduler/${arn}`);
    else timers.set({ id: `scheduler/${arn}`, due, service: 'scheduler', what, payload: arn });
  }

  /** Stores the invocation and sets the next timer as one. What fell due several times meanwhile fires once. */
  function fire(timer: Timer): void {
    inTransaction(db, () => {
      const schedule = schedules.get(String(timer.payload));
      if (schedule === undefined) {
        // The template no longer has it.
        db.prepare('DELETE FROM schedules WHERE arn = ?').run(String(timer.payload));
        timers.cancel(timer.id);
        return;
      }
      const { target, roleArn } = schedule;
      const permission = { action: 'lambda:InvokeFunction', resource: target.functionArn };
      const rights = { sender: { roleArn }, authorize: () => deps.authorize?.(roleArn, permission) };
      const delivery = { lambda, log, ...(sendDeadLetter === undefined ? {} : { sendDeadLetter }) };
      deliver(target, payloadOf(schedule, timer.due), rights, delivery);
      plan(schedule);
    });
  }

  return {
    provisioners,
    /** Plans every schedule anew from now on, after the clock was set back. */
    replan: () => {
      for (const schedule of schedules.values()) plan(schedule);
    },
  };
}

/** The schedule's own input with its context attributes filled in, or the event that Scheduler makes without one. */
function payloadOf({ arn, input }: Schedule, due: number): unknown {
  const id = randomUUID();
  const time = `${new Date(due).toISOString().slice(0, 19)}Z`;
  if (input === undefined) {
    const event = { version: '0', id, 'detail-type': 'Scheduled Event', source: 'aws.scheduler', account };
    return { ...event, time, region, resources: [arn], detail: '{}' };
  }
  return JSON.parse(
    input
      .replaceAll('<aws.scheduler.schedule-arn>', arn)
      .replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.execution-id>', id)
      .replaceAll('<aws.scheduler.attempt-number>', '1'),
  );
}
