import { AwsError } from '../../kernel/aws-service.ts';

/** A definition that Step Functions would refuse, or that uses what this runner does not know. */
export class InvalidDefinition extends AwsError {
  /** True where AWS might accept the definition: only this runner does not know the feature. */
  readonly isUnknownHere: boolean;

  constructor(what: string, isUnknownHere = false) {
    super('InvalidDefinition', `Invalid State Machine Definition: '${what}'`);
    this.isUnknownHere = isUnknownHere;
  }
}

type Code = 'SCHEMA_VALIDATION_FAILED' | 'INVALID_JSONATA_EXPRESSION' | 'UNSUPPORTED_JSONATA_EXPRESSION';

/** What AWS refuses, too; `path` is where in the definition, as `/States/Name/Field`. */
export function invalid(what: string, path: string, code: Code = 'SCHEMA_VALIDATION_FAILED'): InvalidDefinition {
  return new InvalidDefinition(`${code}: ${what} at ${path}`);
}

/** What AWS may know and this runner does not: `where` is "State 'X'" or "The state machine". */
export function unknownHere(where: string, feature: string): InvalidDefinition {
  return new InvalidDefinition(`${where} uses ${feature}, which this runner does not know`, true);
}
