import { AwsError } from '../kernel/aws-service.ts';
import { refuseUnknown, refuseValue } from '../lambda/known-properties.ts';
import type { Invoker, Lambda } from '../lambda/lambda.ts';
import type { EventLog } from './event-log.ts';

export type Sender = { roleArn: string } | { service: string; sourceArn: string };

/** Puts what could not be delivered into a queue of the template. */
export type SendDeadLetter = (queueArn: string, payload: unknown, sender: Sender) => void;

/** A function that a rule or a schedule calls. */
export interface Target {
  functionArn: string;
  deadLetterArn: string | undefined;
}

/** Reads a target. Retries are Lambda's own here: it takes every event at once, so its RetryPolicy is never needed. */
export function readTarget(where: string, properties: any, known: readonly string[]): Target {
  refuseUnknown(where, properties, ['Arn', 'DeadLetterConfig', 'RetryPolicy', ...known]);
  if (!String(properties.Arn).startsWith('arn:aws:lambda:')) {
    refuseValue(where, 'Arn', properties.Arn, "a Lambda function's ARN");
  }
  return { functionArn: String(properties.Arn), deadLetterArn: properties.DeadLetterConfig?.Arn };
}

interface DeliverDeps {
  lambda: Pick<Lambda, 'invokeLater'>;
  log: EventLog;
  sendDeadLetter?: SendDeadLetter;
}

/**
 * Hands a payload to Lambda, stored within the caller's transaction. What Lambda refuses becomes a dead letter and a line
 * in the log: as on AWS, the one who caused the event never learns of it.
 */
export function deliver(
  target: Target,
  payload: unknown,
  { sender, invoker, authorize }: { sender: Sender; invoker?: Invoker; authorize?: () => void },
  { lambda, log, sendDeadLetter }: DeliverDeps,
): void {
  try {
    authorize?.();
    const invocation = { functionName: target.functionArn, payload };
    lambda.invokeLater(invoker === undefined ? invocation : { ...invocation, invoker });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    log.write({ undelivered: payload, target: target.functionArn, why: error.message });
    try {
      if (target.deadLetterArn !== undefined) sendDeadLetter?.(target.deadLetterArn, payload, sender);
    } catch (refusal) {
      if (!(refusal instanceof AwsError)) throw refusal;
      log.write({ lost: payload, queue: target.deadLetterArn, why: refusal.message });
    }
  }
}
