import { AwsError } from '../../kernel/aws-service.ts';
import { invalidMember, validation } from './errors.ts';

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
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 1000) {
      throw invalidMember('maxResults', value, 'Member must have a value from 0 to 1000');
    }
    return value === 0 ? 100 : value;
  }

  /** Where the page before ended: a text of ours that only this service reads. */
  pageStart(): string | undefined {
    const token = this.optionalText('nextToken');
    if (token === undefined) return undefined;
    const text = Buffer.from(token, 'base64url').toString('utf8');
    if (!text.startsWith('from ')) throw new AwsError('InvalidToken', `Invalid Token: 'Invalid token'`);
    return text.slice(5);
  }

  done(): void {
    const unknown = Object.keys(this.#body).find((name) => !this.#read.has(name) && this.#body[name] != null);
    if (unknown !== undefined) throw validation(`${this.#action} uses ${unknown}, which this service does not know`);
  }
}

export function pageToken(from: string | number): string {
  return Buffer.from(`from ${from}`).toString('base64url');
}
