import { randomUUID } from 'node:crypto';
import type { AwsAnswer } from '../kernel/aws-service.ts';

/** An answer in the query protocol. A list is written as its element several times. */
export function writeAnswer(action: string, result: object): AwsAnswer {
  const body = `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${toXml(result)}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/** The values of a list in a form: `Name.member.1`, `Name.member.2` and so on. */
export function members(input: Record<string, string>, name: string): string[] {
  return Object.entries(input).flatMap(([field, value]) => (field.startsWith(`${name}.member.`) ? [value] : []));
}

function toXml(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
  return Object.entries(value)
    .flatMap(([name, content]) => [content].flat().map((one) => `<${name}>${toXml(one)}</${name}>`))
    .join('');
}
