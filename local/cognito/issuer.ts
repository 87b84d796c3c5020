// The main file of the issuer's thread: the user pool's sign-in by the reference OpenID provider.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { moveDate } from '../lambda/runtime/moved-date.ts';
import { Html, html } from '../pages/html.ts';
import type { IssuerData, Person } from './protocol.ts';

const data: IssuerData = workerData;
// It stamps its tokens with its thread's clock, so this comes before it is loaded.
moveDate(data.clock);
const { default: Provider } = await import('oidc-provider');
// It warns that it keeps nothing on disk: sign-ins under way need not outlive this thread.
console.warn = () => undefined;
console.info = () => undefined;

const subjectOf = ({ email }: Person) => createHash('sha256').update(email).digest('hex').slice(0, 32);
const accountOf = (sub: string) => data.people.find((person) => subjectOf(person) === sub);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(data.issuer, {
  clients: data.clients.map(({ clientId, callbacks, logouts, scopes }) => ({
    client_id: clientId,
    redirect_uris: callbacks,
    post_logout_redirect_uris: logouts,
    scope: scopes.join(' '),
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
  })),
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'local' }] },
  cookies: { keys: [createHash('sha256').update(data.issuer).digest('hex')] },
  pkce: { required: () => true },
  // As a user pool does: who it is stands in the id token itself.
  conformIdTokenClaims: false,
  claims: { openid: ['sub', 'cognito:groups'], email: ['email', 'email_verified'], profile: ['name'] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (context, form) => {
        const button = html`<button type="submit" name="logout" value="yes">Sign out</button></form>`;
        context.body = page('Sign out', new Html(form.replace('</form>', button.text)));
      },
      postLogoutSuccessSource: (context) => {
        context.body = page('Signed out', html`<p>You are signed out.</p>`);
      },
    },
  },
  ttl: { Interaction: 3600, Session: 3600, Grant: 3600, AccessToken: 300, AuthorizationCode: 60, IdToken: 300 },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, sub) => {
    const person = accountOf(sub);
    if (person === undefined) return undefined;
    const { name, email, group } = person;
    const claims = () => ({ sub, name, email, email_verified: true, 'cognito:groups': [group] });
    return { accountId: sub, claims };
  },
  // The practice's own client asks nobody for consent, as in a user pool.
  loadExistingGrant: async (context) => {
    const { client, session, provider: own } = context.oidc;
    if (client === undefined || session?.accountId === undefined) return undefined;
    const grant = new own.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const answerProvider = provider.callback();
const server = createServer((incoming, outgoing) => {
  const isInteraction = (incoming.url ?? '').startsWith('/interaction/');
  const answer = isInteraction ? interact(incoming, outgoing) : answerProvider(incoming, outgoing);
  answer.catch(() => outgoing.writeHead(400).end('This sign-in is over. Please go back to the desk.'));
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));

/** The page on which one chooses an account, and the choice. */
async function interact(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (incoming.method === 'POST') {
    const chosen = new URLSearchParams(await bodyOf(incoming)).get('account') ?? '';
    if (accountOf(chosen) === undefined) return void outgoing.writeHead(400).end('There is no such account.');
    return provider.interactionFinished(incoming, outgoing, { login: { accountId: chosen } });
  }
  const { uid } = await provider.interactionDetails(incoming, outgoing);
  const buttons = data.people.map(
    (person) => html`<button type="submit" name="account" value="${subjectOf(person)}">
      ${person.name}<br><small>${person.email}, ${person.group}</small></button>`,
  );
  const shown = page(
    'Sign in to the desk',
    html`<p>Choose a demonstration account. In AWS, the practice’s own user pool asks for a password and an authenticator
      app here.</p><form method="post" action="/interaction/${uid}">${buttons}</form>`,
  );
  outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(shown);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function page(heading: string, body: Html): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading}</title><style>
    body { font: 18px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
    button { display: block; width: 100%; margin: .5rem 0; padding: .7rem 1rem; font: inherit; text-align: left;
      background: #fff; border: 1px solid #667; border-radius: 6px; cursor: pointer }
    :focus-visible { outline: 3px solid #1f5f8b; outline-offset: 2px }
    </style></head><body><main><h1>${heading}</h1>${body}</main></body></html>`.text;
}
