import type { AwsAnswer, AwsError } from '../kernel/aws-service.ts';
import type { Protocol } from './read-call.ts';

/** An error as the SDKs read it in the protocol of the call. */
export function writeError(protocol: Protocol, error: AwsError, requestId: string): AwsAnswer {
  return protocol === 'query' || protocol === 'rest-xml'
    ? writeXml(protocol, error, requestId)
    : writeJson(protocol, error);
}

function writeJson(protocol: Protocol, error: AwsError): AwsAnswer {
  // The JSON protocols answer 400 for whatever is the caller's fault; REST tells by its status.
  const status = protocol === 'json' && error.status < 500 ? 400 : error.status;
  return {
    status: protocol === 'rest' && error.name === 'AccessDeniedException' ? 403 : status,
    headers: {
      'content-type': protocol === 'json' ? 'application/x-amz-json-1.0' : 'application/json',
      'x-amzn-errortype': error.name,
    },
    body: JSON.stringify({ __type: error.name, message: error.message }),
  };
}

function writeXml(protocol: Protocol, error: AwsError, requestId: string): AwsAnswer {
  const isDenied = error.name === 'AccessDeniedException';
  // The query protocol's code for it is AccessDenied, without the word Exception.
  const code = isDenied ? 'AccessDenied' : error.name;
  const told = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>`;
  const type = `<Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>`;
  const id = `<RequestId>${requestId}</RequestId>`;
  return {
    status: isDenied ? 403 : error.status,
    headers: { 'content-type': 'text/xml' },
    // S3 writes the error alone; the query protocol puts it into a response.
    body:
      protocol === 'rest-xml'
        ? `<Error>${told}${id}</Error>`
        : `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error>${type}${told}</Error>${id}</ErrorResponse>`,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
