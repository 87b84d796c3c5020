import { randomUUID } from 'node:crypto';
import type { FunctionAnswer, FunctionCall } from '../deps.ts';
import { isJsonObject, isTooLarge, type Json } from '../jsonata/json.ts';
import type { Outcome } from '../store/execution.ts';
import { tooLarge } from './state-failure.ts';

const statusCodes: Record<string, number> = {
  ResourceNotFoundException: 404,
  TooManyRequestsException: 429,
  ServiceException: 500,
  AccessDeniedException: 403,
  RequestTooLargeException: 413,
};

/** Calls a function and says what came of it, as the Lambda integration does. */
export async function invoke(
  call: FunctionCall,
  send: (call: FunctionCall) => Promise<FunctionAnswer>,
): Promise<Outcome> {
  let answer: FunctionAnswer;
  try {
    answer = await send({ functionName: call.functionName, payload: payloadOf(call) });
  } catch (error) {
    return refusedCall(error);
  }
  if (answer.functionError !== undefined) return functionFailure(answer.payload);
  const requestId = answer.requestId ?? randomUUID();
  const result: Json = {
    ExecutedVersion: '$LATEST',
    Payload: (answer.payload ?? null) as Json,
    SdkHttpMetadata: { HttpHeaders: { 'x-amzn-RequestId': requestId }, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
  return isTooLarge(JSON.stringify(result)) ? tooLarge('lambda').failure : { result };
}

/** A text is the payload itself, as the API's bytes are; anything else is written as JSON. */
function payloadOf({ payload }: FunctionCall): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw Object.assign(
      new Error(`Could not parse request body into json: Could not parse payload into json: ${why}`),
      {
        name: 'Lambda.InvalidRequestContentException',
      },
    );
  }
}

/** The call itself was refused: a function that is not there, too many at once, no permission. */
function refusedCall(error: unknown): Outcome {
  const { name, message } = error as { name: string; message: string };
  const bare = name.replace(/^Lambda\./, '');
  if (!bare.endsWith('Exception')) return { error: 'Lambda.Unknown', cause: message };
  const status = statusCodes[bare] ?? 400;
  const cause = `${message} (Service: AWSLambda; Status Code: ${status}; Error Code: ${bare}; Request ID: ${randomUUID()}; Proxy: null)`;
  // What the SDK of the service has no class for comes as its general one.
  return { error: bare === 'AccessDeniedException' ? 'Lambda.AWSLambdaException' : `Lambda.${bare}`, cause };
}

function functionFailure(payload: unknown): Outcome {
  const text = JSON.stringify(payload ?? null);
  if (isJsonObject(payload) && typeof payload.errorType === 'string') return { error: payload.errorType, cause: text };
  const cause = `The cause could not be determined because Lambda did not return an error type. Returned payload: ${text}`;
  return { error: 'Lambda.Unknown', cause };
}
