import { assetFor } from '../../pages/assets.ts';
import { renderErrorPage } from '../../pages/error-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';

/** Style sheets, the script of the sign screen and the sample PDF. Names carry their content's hash, so browsers keep them for a year. */
export function asset(request: Request): Answer {
  const found = assetFor(`/assets/${request.parameters.file}`);
  if (found === undefined) return notFound(request);
  const cache = found.isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
  return { statusCode: 200, headers: { 'content-type': found.contentType, 'cache-control': cache }, body: found.body };
}

export function notFound({ book }: Request): Answer {
  return page(renderErrorPage({ practice: book.practice, kind: 'not-found' }), 404);
}
