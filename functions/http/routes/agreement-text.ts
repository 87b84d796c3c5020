import type { SigningPlace } from '../../actions/open-link.ts';
import { readText } from '../../adapters/table/text-store.ts';
import type { Request } from '../request.ts';

/** The text that is being signed, as HTML. */
export async function agreementTextOf({ deps }: Request, { agreement, document }: SigningPlace): Promise<string> {
  // Loaded here, since most pages show no agreement: the parser would be a tenth of each cold start.
  const { agreementHtml } = await import('../../pages/markdown.ts');
  return agreementHtml(await readText(deps.table, agreement.agreementId, document.documentId));
}
