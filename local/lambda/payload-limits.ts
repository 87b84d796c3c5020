import { AwsError } from '../kernel/aws-service.ts';
import { failure, type Outcome } from './protocol.ts';

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB each way, with room for the envelope.
const syncBytes = 6_291_556;
const eventBytes = 262_144;

/** Throws where a synchronous invocation's payload is too large. */
export function checkPayloadSize(payload: string): void {
  check(payload, syncBytes);
}

/** Throws where an asynchronous invocation's payload is too large. */
export function checkEventSize(payload: string): void {
  check(payload, eventBytes);
}

function check(payload: string, most: number): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes <= most) return;
  const message = `Request must be smaller than ${most} bytes for the InvokeFunction operation; given were ${bytes}`;
  throw new AwsError('RequestTooLargeException', message, 413);
}

/** An answer that is too large is an error of the function. */
export function limitAnswer(outcome: Outcome): Outcome {
  if (Buffer.byteLength(outcome.payload) <= syncBytes) return outcome;
  return failure({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${syncBytes} bytes).`,
  });
}
