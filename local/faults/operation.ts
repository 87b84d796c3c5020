/**
 * What an invocation is at, from its event: a task's name, a route's key (with the word that stands for a parameter in its
 * place: `POST /sign/{token}/terms`), `stream`, an event's detail type.
 */
export function operationOf(event: string): string {
  const { task, routeKey, pathParameters, Records: records, 'detail-type': detailType } = JSON.parse(event) ?? {};
  if (Array.isArray(records)) return 'stream';
  return String(task ?? withWords(routeKey, pathParameters ?? {}) ?? detailType ?? 'invoke');
}

function withWords(routeKey: string | undefined, parameters: Record<string, string>): string | undefined {
  return routeKey?.replace(/\{(\w+)\}/g, (parameter, name) => {
    const value = parameters[name] ?? '';
    return /^[a-z]{1,20}$/.test(value) ? value : parameter;
  });
}
