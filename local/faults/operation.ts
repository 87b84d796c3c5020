/** What an invocation is at, from its event: a task's name, a route's key, `stream`, an event's detail type. */
export function operationOf(event: string): string {
  const {
    task,
    routeKey,
    Records: records,
    'detail-type': detailType,
  } = (JSON.parse(event) ?? {}) as Record<string, unknown>;
  if (Array.isArray(records)) return 'stream';
  return String(task ?? routeKey ?? detailType ?? 'invoke');
}
