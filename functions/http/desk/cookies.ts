import type { Answer } from '../answer.ts';

/** Only over TLS, only for this very host, out of reach of scripts. */
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

export const sessionCookie = '__Host-desk';
export const signInCookie = '__Host-desk-sign-in';

export function withCookie(answer: Answer, name: string, value: string, seconds: number): Answer {
  return { ...answer, cookies: [...(answer.cookies ?? []), `${name}=${value}; ${attributes}; Max-Age=${seconds}`] };
}

export function withoutCookie(answer: Answer, name: string): Answer {
  return withCookie(answer, name, '', 0);
}
