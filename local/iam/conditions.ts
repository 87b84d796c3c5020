import { fits, fitsArn } from './patterns.ts';

/** A statement's conditions, as a policy writes them: operator, then key, then the values that are allowed. */
export type Conditions = Record<string, Record<string, string | string[]>>;
export type Context = Record<string, string>;

type Operator = (allowed: string[], given: string | undefined) => boolean;

const some =
  (test: (allowed: string, given: string) => boolean): Operator =>
  (allowed, given) =>
    given !== undefined && allowed.some((value) => test(value, given));

/** A negated operator is also true where the key is missing, as in IAM. */
const none =
  (test: (allowed: string, given: string) => boolean): Operator =>
  (allowed, given) =>
    given === undefined || !allowed.some((value) => test(value, given));

const equals = (allowed: string, given: string) => allowed === given;
const equalsIgnoringCase = (allowed: string, given: string) => allowed.toLowerCase() === given.toLowerCase();

const operators: Record<string, Operator> = {
  StringEquals: some(equals),
  StringNotEquals: none(equals),
  StringEqualsIgnoreCase: some(equalsIgnoringCase),
  StringLike: some(fits),
  StringNotLike: none(fits),
  ArnEquals: some(fitsArn),
  ArnLike: some(fitsArn),
  ArnNotEquals: none(fitsArn),
  ArnNotLike: none(fitsArn),
  Bool: some(equalsIgnoringCase),
};

/** Throws for an operator that is not known here, so that no policy is read more kindly or more strictly than AWS would. */
export function checkConditions(conditions: Conditions, where: string): void {
  for (const [name, keys] of Object.entries(conditions)) {
    if (find(name) === undefined) {
      throw new Error(
        `${where}: the condition operator ${name} is not known here; known are ${Object.keys(operators).join(', ')} (each also with IfExists)`,
      );
    }
    for (const [key, values] of Object.entries(keys)) {
      for (const value of list(values)) {
        if (value.includes('${'))
          throw new Error(`${where}: the policy variable in ${key} (${value}) is not known here`);
      }
    }
  }
}

/** The names of the condition keys that are not met; none means that the statement applies. */
export function unmetConditions(conditions: Conditions, context: Context): string[] {
  return Object.entries(conditions).flatMap(([name, keys]) =>
    Object.entries(keys)
      .filter(([key, values]) => !isMet(name, list(values), contextValue(context, key)))
      .map(([key]) => key),
  );
}

function isMet(name: string, allowed: string[], given: string | undefined): boolean {
  if (name.endsWith('IfExists') && given === undefined) return true;
  return find(name)?.(allowed, given) ?? false;
}

function find(name: string): Operator | undefined {
  return operators[name.replace(/IfExists$/, '')];
}

/** Condition keys are compared without regard to case. */
function contextValue(context: Context, key: string): string | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

function list(values: string | string[]): string[] {
  return [values].flat().map(String);
}
