import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { account, type Provisioners, region } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import { inTransaction } from '../kernel/store.ts';
import { refuseUnknown, refuseValue } from '../lambda/known-properties.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { EventLog } from './event-log.ts';
import { checkPattern, type EventPattern, fitsPattern } from './event-pattern.ts';
import { deliver, readTarget, type SendDeadLetter, type Target } from './target.ts';

/** What a service tells the bus; the bus adds id, time, account and region. */
export interface EmittedEvent {
  source: string;
  'detail-type': string;
  detail: unknown;
  resources?: string[];
}

interface Rule {
  arn: string;
  pattern: EventPattern;
  targets: Target[];
}

interface EventBusDeps {
  db: DatabaseSync;
  clock: Clock;
  lambda: Pick<Lambda, 'invokeLater'>;
  log: EventLog;
  sendDeadLetter?: SendDeadLetter;
}

const known = ['Description', 'EventBusName', 'EventPattern', 'Name', 'State', 'Tags', 'Targets'];
const defaultBus = ['default', `arn:aws:events:${region}:${account}:event-bus/default`];

/** The default event bus with its rules. */
export function createEventBus({ db, clock, lambda, log, sendDeadLetter }: EventBusDeps) {
  const rules = new Map<string, Rule>();
  const deps = { lambda, log, ...(sendDeadLetter === undefined ? {} : { sendDeadLetter }) };

  const provisioners: Provisioners = {
    'AWS::Events::Rule': (logicalId, properties, stack) => {
      const where = `${logicalId} (AWS::Events::Rule)`;
      refuseUnknown(where, properties, known);
      const { EventBusName = 'default', EventPattern, State = 'ENABLED' } = properties;
      if (!defaultBus.includes(EventBusName)) refuseValue(where, 'EventBusName', EventBusName, 'default');
      checkPattern(EventPattern, `${where}: EventPattern`);
      const name = String(properties.Name ?? `${stack.stackName}-${logicalId}`).slice(0, 64);
      const arn = `arn:aws:events:${stack.region}:${stack.account}:rule/${name}`;
      const targets: Target[] = (properties.Targets ?? []).map((target: any) =>
        readTarget(`${where}: target ${target.Id}`, target, ['Id']),
      );
      if (State === 'ENABLED') rules.set(arn, { arn, pattern: EventPattern, targets });
      else if (State !== 'DISABLED') refuseValue(where, 'State', State, 'ENABLED or DISABLED');
      return { ref: name, attributes: { Arn: arn } };
    },
  };

  /**
   * Puts an event on the bus: stored for every target of every rule that it fits, within the caller's transaction if
   * there is one, and delivered at least once right after.
   */
  function emit(emitted: EmittedEvent): void {
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': emitted['detail-type'],
      source: emitted.source,
      account,
      time: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
      region,
      resources: emitted.resources ?? [],
      detail: emitted.detail,
    };
    inTransaction(db, () => {
      for (const rule of rules.values()) {
        if (!fitsPattern(rule.pattern, event)) continue;
        const sender = { service: 'events.amazonaws.com', sourceArn: rule.arn };
        for (const target of rule.targets) deliver(target, event, { sender, invoker: sender }, deps);
      }
    });
    log.write(withoutAddresses(event));
  }

  return { emit, provisioners };
}

/**
 * An event of SES carries the recipient's address, by AWS's own shape. A bus keeps no events; this log does, so it leaves
 * the address out and keeps what identifies the mail.
 */
function withoutAddresses(event: EmittedEvent): object {
  if (event.source !== 'aws.ses') return event;
  const { eventType, mail } = event.detail as { eventType?: string; mail?: { messageId?: string; tags?: object } };
  return { ...event, detail: { eventType, mail: { messageId: mail?.messageId, tags: mail?.tags } } };
}
