/** Whether `text` fits an IAM pattern: `*` stands for any characters (also none), `?` for exactly one. */
export function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

/** Actions are compared without regard to case, resources are not. */
export function fitsAction(pattern: string, action: string): boolean {
  return fits(pattern.toLowerCase(), action.toLowerCase());
}

/** ARNs fit part by part: a `*` of one part does not reach over a colon into the next, except in the last. */
export function fitsArn(pattern: string, arn: string): boolean {
  const parts = splitArn(arn);
  const patterns = splitArn(pattern);
  return parts.length === patterns.length && patterns.every((part, index) => fits(part, parts[index] ?? ''));
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
