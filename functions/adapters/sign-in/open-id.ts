import * as client from 'openid-client';
import type { SignInAttempt } from '../table/staff-session-store.ts';

/** Who has signed in, as the user pool says: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
export interface Identity {
  sub: string;
  name: string;
  email: string;
  /** Whether the address is known to be theirs. */
  isEmailVerified: boolean;
  groups: string[];
}

/** The browser came back without what it was sent for, or with something that was used or made up. */
export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefused';
}

export interface OpenId {
  /** Where a browser goes to sign in, and what it must come back with. */
  begin(): Promise<{ url: string; attempt: Pick<SignInAttempt, 'state' | 'nonce' | 'codeVerifier'> }>;
  /** Who came back with this address. Throws a SignInRefusedError. */
  finish(returnedTo: URL, attempt: SignInAttempt): Promise<Identity>;
  /** Where a browser goes to end the user pool's own session. */
  signOutUrl(): Promise<string>;
}

/**
 * Sign-in by OpenID Connect: authorization code with PKCE, state and nonce, as a public client, so that there is no secret
 * to keep. `issuer` is the template's own word: a user pool's address.
 */
export function openId({
  issuer,
  clientId,
  publicUrl,
}: {
  issuer: string;
  clientId: string;
  publicUrl: string;
}): OpenId {
  let discovered: Promise<client.Configuration> | undefined;
  const configuration = () => {
    discovered ??= client
      .discovery(new URL(issuer), clientId, undefined, client.None(), {
        // Whether the issuer speaks https is said by its address, which no caller can choose.
        execute: [client.allowInsecureRequests],
        timeout: 5,
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };
  return {
    async begin() {
      const codeVerifier = client.randomPKCECodeVerifier();
      const attempt = { state: client.randomState(), nonce: client.randomNonce(), codeVerifier };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${publicUrl}/desk/signed-in`,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
        // Whoever comes back after an idle time-out shows again who they are: the pool's own session does not count.
        prompt: 'login',
      });
      return { url: url.href, attempt };
    },
    async finish(returnedTo, { state, nonce, codeVerifier }) {
      const tokens = await client
        .authorizationCodeGrant(await configuration(), returnedTo, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          throw isRefusal(error) ? new SignInRefusedError('The sign-in was refused', { cause: error }) : error;
        });
      const { sub = '', name, email, email_verified, 'cognito:groups': groups } = { ...tokens.claims() };
      return {
        sub,
        name: String(name ?? email ?? ''),
        email: String(email ?? ''),
        isEmailVerified: email_verified === true,
        groups: Array.isArray(groups) ? groups.map(String) : [],
      };
    },
    async signOutUrl() {
      const { end_session_endpoint } = (await configuration()).serverMetadata();
      if (end_session_endpoint === undefined) return `${publicUrl}/desk/signed-out`;
      const url = new URL(end_session_endpoint);
      const back = `${publicUrl}/desk/signed-out`;
      url.searchParams.set('client_id', clientId);
      // By the standard; and as the user pool's own endpoint names it:
      // https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
      url.searchParams.set('post_logout_redirect_uri', back);
      url.searchParams.set('logout_uri', back);
      return url.href;
    },
  };
}

/** An answer of the issuer, or a check of ours, that says no; anything else is trouble on the way. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.ResponseBodyError ||
    (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT' && error.code !== 'OAUTH_ABORT')
  );
}
