import { type IncomingHttpHeaders, request } from 'node:http';

/**
 * Fetches as from another network address: `127.0.3.7` is as much this machine as `127.0.0.1`, but the server sees another
 * visitor. For forms and pages of the local cloud; follows no redirect.
 */
export function fetchFrom(localAddress: string): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', body } = init;
      const headers = { ...(init.headers as Record<string, string> | undefined) };
      if (body instanceof URLSearchParams) headers['content-type'] = 'application/x-www-form-urlencoded';
      const url = new URL(input instanceof Request ? input.url : input);
      const call = request(url, { method, headers, localAddress, family: 4 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { statusCode: status = 500 } = answer;
          resolve(new Response(Buffer.concat(chunks), { status, headers: headersOf(answer.headers) }));
        });
      });
      call.on('error', reject);
      call.end(body?.toString());
    });
}

function headersOf(incoming: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}
