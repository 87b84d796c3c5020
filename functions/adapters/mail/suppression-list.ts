import { callLimits } from '../limits.ts';
import { MailBlockedError, type Mailer } from './mail.ts';

/**
 * Takes an address off the account's list of those that the mail service sends nothing to; one that does not stand there is
 * as good. Throws a MailBlockedError where the service does not do it for now.
 *
 * The list is known to version 2 of the service alone, and this is the one call of it: it is signed by the client of
 * version 1, which has the same name to sign for, instead of bringing another client.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteSuppressedDestination.html
 */
export async function takeOffSuppressionList({ client: { config } }: Mailer, email: string): Promise<void> {
  const region = await config.region();
  // Both as the SDK's own clients find theirs.
  const elsewhere = process.env.AWS_ENDPOINT_URL_SESV2 ?? process.env.AWS_ENDPOINT_URL;
  const { url } = config.endpointProvider({ Region: region, Endpoint: elsewhere });
  const signer = await config.signer({ name: 'sigv4', signingName: 'ses', signingRegion: region, properties: {} });
  const { method, path, headers } = await signer.sign({
    method: 'DELETE',
    protocol: url.protocol,
    hostname: url.hostname,
    path: `/v2/email/suppression/addresses/${encode(email)}`,
    query: {},
    headers: { host: url.host },
  });
  const signal = AbortSignal.timeout(callLimits.requestHandler.requestTimeout);
  const answer = await fetch(new URL(path, url), { method, headers, signal }).catch((error: unknown) => {
    throw new MailBlockedError('throttled', error);
  });
  if (answer.ok || answer.status === 404) return;
  const isPassing = answer.status === 429 || answer.status >= 500;
  throw new MailBlockedError(isPassing ? 'throttled' : 'sending_paused', new Error(`Answered ${answer.status}`));
}

/** As a signature asks for it: everything but letters, digits and `-_.~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
