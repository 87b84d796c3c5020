import { assetFor } from '../../pages/assets.ts';
import { renderErrorPage } from '../../pages/error-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';

/** Style sheets and the sample PDF. Names carry their content's hash, so browsers keep them for a year. */
export function asset({ parameters, book }: Request): Answer {
  const found = assetFor(`/assets/${parameters.file}`);
  if (found === undefined) return page(renderErrorPage({ practice: book.practice, kind: 'not-found' }), 404);
  const cache = found.isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
  return { statusCode: 200, headers: { 'content-type': found.contentType, 'cache-control': cache }, body: found.body };
}
