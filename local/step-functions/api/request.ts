import { AwsError } from '../../kernel/aws-service.ts';
import { checkLength, invalidMember, invalidToken, validation } from './errors.ts';

/** The least and the greatest length of members, in characters, by the API's reference. Inputs and outputs count in bytes. */
const lengths: Record<string, readonly [least: number, most: number]> = {
  cause: [0, 32_768],
  definition: [1, 1_048_576],
  error: [0, 256],
  executionArn: [1, 256],
  nextToken: [1, 1024],
  'ListExecutions nextToken': [1, 3096],
  roleArn: [1, 256],
  stateMachineArn: [1, 256],
  taskToken: [1, 2048],
};

/** A request's members, read one by one; what nobody reads is refused by name. */
export class Request {
  readonly #body: Record<string, unknown>;
  readonly #action: string;
  readonly #read = new Set<string>();

  constructor(action: string, body: object) {
    this.#action = action;
    this.#body = body as Record<string, unknown>;
  }

  any(name: string): unknown {
    this.#read.add(name);
    return this.#body[name] ?? undefined;
  }

  optionalText(name: string): string | undefined {
    const value = this.any(name);
    if (value !== undefined && typeof value !== 'string')
      throw new AwsError('SerializationException', `${name} is not a string`);
    const length = lengths[`${this.#action} ${name}`] ?? lengths[name];
    if (value !== undefined && length !== undefined) checkLength(name, value, length);
    return value;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw invalidMember(name, null, 'Member must not be null');
    return value;
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.any(name) ?? otherwise;
    if (typeof value !== 'boolean') throw new AwsError('SerializationException', `${name} is not a boolean`);
    return value;
  }

  /** `maxResults`: 0 and nothing mean AWS's default of 100. */
  pageSize(): number {
    const value = this.any('maxResults') ?? 0;
    if (!Number.isInteger(value)) throw new AwsError('SerializationException', 'maxResults is not an integer');
    const count = Number(value);
    if (count < 0) throw invalidMember('maxResults', count, 'Member must have value greater than or equal to 0');
    if (count > 1000) throw invalidMember('maxResults', count, 'Member must have value less than or equal to 1000');
    return count === 0 ? 100 : count;
  }

  /** Where the page before ended: a text of ours that only this service reads. */
  pageStart(): string | undefined {
    const token = this.optionalText('nextToken');
    if (token === undefined) return undefined;
    const text = Buffer.from(token, 'base64url').toString('utf8');
    if (!text.startsWith('from ')) throw invalidToken();
    return text.slice(5);
  }

  /** The same, where it is a number. */
  pageStartNumber(): number | undefined {
    const text = this.pageStart();
    if (text !== undefined && !/^\d+$/.test(text)) throw invalidToken();
    return text === undefined ? undefined : Number(text);
  }

  done(): void {
    const unknown = Object.keys(this.#body).find((name) => !this.#read.has(name) && this.#body[name] != null);
    if (unknown !== undefined) throw validation(`${this.#action} uses ${unknown}, which this service does not know`);
  }
}

export function pageToken(from: string | number): string {
  return Buffer.from(`from ${from}`).toString('base64url');
}
