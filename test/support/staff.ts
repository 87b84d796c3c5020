import { fetchFrom } from './fetch-from.ts';
import { type Page, Visitor } from './visitor.ts';

/** Somebody of the demonstration practice, by what stands on their button at the sign-in page. */
export type StaffName = 'Manager' | 'Front desk' | 'Read only' | 'Dr. Fern' | 'Dr. Oak';

/** Signs in through the user pool's real redirects; the visitor then holds the session, at the page that was asked for. */
export async function signIn(
  productUrl: string,
  name: StaffName,
  to = '/desk',
  visitor = new Visitor(productUrl, fetchFrom('127.0.0.1')),
): Promise<{ visitor: Visitor; page: Page }> {
  const choose = await visitor.open(to);
  const button = choose.root
    .querySelectorAll('button[name=account]')
    .find(({ textContent }) => textContent.trim().startsWith(name));
  if (button === undefined) throw new Error(`Nobody can sign in as ${name}: ${choose.text.slice(0, 300)}`);
  const page = await visitor.submit(choose, { account: button.getAttribute('value') ?? '' });
  return { visitor, page };
}
