export interface ProxyResponse {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
}

/** API Gateway's own answers are JSON with a message. */
export function ownResponse(statusCode: number, message: string): ProxyResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return { statusCode, headers: { 'content-type': 'application/json' }, cookies: [], body };
}

/**
 * Reads a function's answer in payload format 2.0. Without a status code the whole answer is the body, as JSON with 200.
 * Undefined where it can't be read: API Gateway then answers 500.
 */
export function readResponse(payload: unknown): ProxyResponse | undefined {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, cookies: [], body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = payload as Record<string, unknown>;
  const status = Number(statusCode);
  const isReadable =
    Number.isInteger(status) &&
    status >= 100 &&
    status <= 599 &&
    isRecord(headers ?? {}) &&
    (cookies === undefined || cookies === null || Array.isArray(cookies)) &&
    (body === undefined || body === null || typeof body === 'string');
  if (!isReadable) return undefined;
  const given = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    statusCode: status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(given) },
    cookies: ((cookies as unknown[] | null) ?? []).map(String),
    body: Buffer.from((body as string | null) ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
