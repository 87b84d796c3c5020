import type { AwsAnswer, AwsError } from '../kernel/aws-service.ts';
import type { Protocol } from './read-call.ts';

/** An error as the SDKs read it in the protocol of the call. */
export function writeError(protocol: Protocol, error: AwsError, requestId: string): AwsAnswer {
  return protocol === 'query' ? writeXml(error, requestId) : writeJson(protocol, error);
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

function writeXml(error: AwsError, requestId: string): AwsAnswer {
  const isDenied = error.name === 'AccessDeniedException';
  // The query protocol's code for it is AccessDenied, without the word Exception.
  const code = isDenied ? 'AccessDenied' : error.name;
  return {
    status: isDenied ? 403 : error.status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
