export interface Route {
  /** As the template has it: `GET /sign/{token}`, `ANY /{proxy+}`, `$default`. */
  key: string;
  functionArn: string;
  timeoutMilliseconds: number;
}

export interface Match {
  route: Route;
  /** Decoded; undefined where the route has none. */
  pathParameters: Record<string, string> | undefined;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'];

/** Throws for a key that API Gateway would not accept. */
export function checkRouteKey(key: string): void {
  if (key === '$default') return;
  const { method, segments } = readKey(key);
  const isGreedy = (segment: string) => segment.endsWith('+}');
  if (!methods.includes(method) || !key.includes(' /') || segments.slice(0, -1).some(isGreedy)) {
    throw new Error(
      `The route key is ${JSON.stringify(key)}; allowed are "$default" and a method (${methods.join(', ')}) with a path whose last segment alone may be {name+}`,
    );
  }
}

/** Finds the route of a request as API Gateway does: the most specific path first, then the method itself before ANY. */
export function findRoute(routes: Route[], method: string, path: string): Match | undefined {
  const given = path.slice(1).split('/');
  const matches = routes
    .filter(({ key }) => key !== '$default')
    .map((route) => ({ route, ...readKey(route.key) }))
    .filter(({ method: wanted, segments }) => (wanted === method || wanted === 'ANY') && fits(segments, given))
    .sort((a, b) => rank(a.segments, a.method).localeCompare(rank(b.segments, b.method)));
  const best = matches[0];
  if (best !== undefined) return { route: best.route, pathParameters: parametersOf(best.segments, given) };
  const fallback = routes.find(({ key }) => key === '$default');
  return fallback === undefined ? undefined : { route: fallback, pathParameters: undefined };
}

function readKey(key: string): { method: string; segments: string[] } {
  const [method = '', path = ''] = key.split(' ');
  return { method, segments: path.slice(1).split('/') };
}

function fits(segments: string[], given: string[]): boolean {
  const isGreedy = segments.at(-1)?.endsWith('+}') ?? false;
  if (isGreedy ? given.length < segments.length : given.length !== segments.length) return false;
  return segments.every((segment, at) => (segment.startsWith('{') ? given[at] !== '' : segment === given[at]));
}

/** Sorts by kind of segment from the left (text, then {name}, then {name+}); a method of its own comes before ANY. */
function rank(segments: string[], method: string): string {
  const kinds = segments.map((segment) => (segment.endsWith('+}') ? 'c' : segment.startsWith('{') ? 'b' : 'a'));
  return `${kinds.join('')}-${method === 'ANY' ? 'z' : 'a'}`;
}

function parametersOf(segments: string[], given: string[]): Record<string, string> | undefined {
  const found = segments.flatMap((segment, at) => {
    if (!segment.startsWith('{')) return [];
    const isGreedy = segment.endsWith('+}');
    const value = isGreedy ? given.slice(at).join('/') : (given[at] ?? '');
    return [[segment.slice(1, isGreedy ? -2 : -1), value]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
