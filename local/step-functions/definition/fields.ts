import { type InvalidDefinition, invalid, unknownHere } from './invalid-definition.ts';

type Fields = Record<string, unknown>;

// A JSONata state may not have JSONPath's fields.
const jsonPathFields = new Set(
  `InputPath OutputPath ResultPath Parameters ResultSelector Result SecondsPath TimestampPath TimeoutSecondsPath
  HeartbeatSecondsPath ErrorPath CausePath ItemsPath MaxConcurrencyPath Variable`.split(/\s+/),
);

// What AWS knows for states of these types and this runner does not.
const unknownFields = new Set(['HeartbeatSeconds', 'Credentials']);

/** Reads the fields of one object of a definition and refuses what is left over. */
export class FieldReader {
  readonly where: string;
  readonly path: string;
  readonly #fields: Fields;
  readonly #read = new Set<string>();

  constructor(value: unknown, where: string, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('Expected an object', path);
    this.#fields = value as Fields;
    this.where = where;
    this.path = path;
  }

  refuse(what: string, field?: string): InvalidDefinition {
    return invalid(what, field === undefined ? this.path : `${this.path === '/' ? '' : this.path}/${field}`);
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#fields, field);
  }

  any(field: string): unknown {
    this.#read.add(field);
    return this.#fields[field];
  }

  require(...fields: string[]): void {
    const missing = fields.filter((field) => !this.has(field));
    if (missing.length > 0) throw this.refuse(`These fields are required: [${missing.join(', ')}]`);
  }

  text(field: string): string | undefined {
    const value = this.any(field);
    if (!this.has(field)) return undefined;
    if (typeof value !== 'string') throw this.refuse('Expected value of type String', field);
    return value;
  }

  requiredText(field: string): string {
    this.require(field);
    return this.text(field) ?? '';
  }

  number(field: string, { least, most, whole = true }: { least: number; most: number; whole?: boolean }) {
    const value = this.any(field);
    if (!this.has(field)) return undefined;
    if (typeof value !== 'number' || (whole && !Number.isInteger(value))) {
      throw this.refuse(`Expected value of type ${whole ? 'Integer' : 'Number'}`, field);
    }
    if (value < least) throw this.refuse(`Minimum value is ${least}`, field);
    if (value > most) throw this.refuse(`Maximum value is ${most}`, field);
    return value;
  }

  list(field: string): unknown[] {
    const value = this.any(field);
    if (!this.has(field)) return [];
    if (!Array.isArray(value)) throw this.refuse('Expected value of type Array', field);
    return value;
  }

  /** Refuses the fields that nobody has read, each by its name. */
  done(): void {
    for (const field of Object.keys(this.#fields)) {
      if (this.#read.has(field)) continue;
      if (unknownFields.has(field)) throw unknownHere(this.where, field);
      if (!jsonPathFields.has(field)) throw this.refuse(`Field '${field}' is not supported`);
      throw this.refuse(
        `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`,
      );
    }
  }
}
