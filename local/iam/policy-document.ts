import { type Conditions, checkConditions } from './conditions.ts';

/** One statement of a policy, checked and with its lists written out. */
export interface Statement {
  /** The policy's name and its place in it, from 1 on. */
  id: string;
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  actions: string[];
  /** Empty in a trust policy, which speaks about the role that it hangs on. */
  resources: string[];
  /** The services and accounts of `Principal`, or `*` for anyone; empty in an identity policy. */
  principals: string[];
  conditions: Conditions;
}

const knownElements = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];

/** Reads a policy document of the template. Throws, naming `where`, for anything that is not modelled. */
export function readPolicy(document: any, where: string): Statement[] {
  if (document?.Version !== '2012-10-17') {
    throw new Error(`${where}: a policy's Version must be 2012-10-17, given was ${JSON.stringify(document?.Version)}`);
  }
  return [document.Statement]
    .flat()
    .map((statement, index) => readStatement(statement, where, `${where} ${index + 1}`));
}

function readStatement(statement: any, where: string, id: string): Statement {
  for (const element of Object.keys(statement)) {
    if (!knownElements.includes(element)) {
      throw new Error(
        `${where}: the policy element ${element} is not known here; known are ${knownElements.join(', ')}`,
      );
    }
  }
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw new Error(`${where}: Effect must be Allow or Deny, given was ${JSON.stringify(statement.Effect)}`);
  }
  const conditions = statement.Condition ?? {};
  checkConditions(conditions, where);
  return {
    id,
    sid: statement.Sid,
    effect: statement.Effect,
    actions: strings(statement.Action, 'Action', where),
    resources: statement.Resource === undefined ? [] : strings(statement.Resource, 'Resource', where),
    principals: readPrincipals(statement.Principal, where),
    conditions,
  };
}

function readPrincipals(principal: any, where: string): string[] {
  if (principal === undefined) return [];
  if (principal === '*' || (Object.keys(principal).join() === 'AWS' && principal.AWS === '*')) return ['*'];
  const kinds = Object.keys(principal).join();
  const names = kinds === 'AWS' || kinds === 'Service' ? strings(principal[kinds], 'Principal', where) : [];
  const isKnown = kinds === 'Service' || names.every((name) => /^arn:aws:iam::\d{12}:root$/.test(name));
  if (names.length === 0 || !isKnown) {
    throw new Error(
      `${where}: a Principal must be services, an account or "*" here, given was ${JSON.stringify(principal)}`,
    );
  }
  return names;
}

function strings(value: unknown, element: string, where: string): string[] {
  const list = [value].flat();
  if (list.length === 0 || !list.every((item) => typeof item === 'string')) {
    throw new Error(`${where}: ${element} must be a string or a list of strings, given was ${JSON.stringify(value)}`);
  }
  const variable = list.find((item) => item.includes('${'));
  if (variable !== undefined) throw new Error(`${where}: the policy variable in ${variable} is not known here`);
  return list;
}
