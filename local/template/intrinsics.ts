/** What the names in a template stand for. Each function throws for a name that it does not know. */
export interface Scope {
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  importValue(exportName: string): unknown;
}

/** What `AWS::NoValue` stands for: the property or list item is left out. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: any, scope: Scope, resolved: (value: unknown) => any) => unknown;

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, scope) => scope.ref(name),
  Condition: (name, scope) => scope.condition(name),
  'Fn::GetAtt': (argument, scope, resolved) => {
    const [logicalId, attribute] = splitAttribute(argument);
    return scope.getAtt(logicalId, resolved(attribute));
  },
  'Fn::Sub': (argument, scope, resolved) => {
    const [text, own] = Array.isArray(argument) ? [argument[0], resolved(argument[1])] : [argument, {}];
    return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal, name) => {
      if (literal === '!') return `\${${name}}`;
      if (name in own) return String(own[name]);
      const [logicalId, ...attribute] = name.split('.');
      return String(attribute.length === 0 ? scope.ref(name) : scope.getAtt(logicalId, attribute.join('.')));
    });
  },
  'Fn::Join': ([delimiter, parts], _scope, resolved) => resolved(parts).map(String).join(delimiter),
  'Fn::Select': ([index, list], _scope, resolved) => {
    const items = resolved(list);
    const item = items[Number(resolved(index))];
    if (item === undefined) throw new Error(`Fn::Select asks for item ${index} of ${JSON.stringify(items)}`);
    return item;
  },
  'Fn::Split': ([delimiter, text], _scope, resolved) => String(resolved(text)).split(delimiter),
  'Fn::ImportValue': (name, scope, resolved) => scope.importValue(resolved(name)),
  'Fn::If': ([condition, met, unmet], scope, resolved) => resolved(scope.condition(condition) ? met : unmet),
  'Fn::Equals': ([a, b], _scope, resolved) => String(resolved(a)) === String(resolved(b)),
  'Fn::And': (all, _scope, resolved) => all.every(resolved),
  'Fn::Or': (all, _scope, resolved) => all.some(resolved),
  'Fn::Not': ([one], _scope, resolved) => !resolved(one),
};

/** Puts in place of every intrinsic function what it stands for. Throws for one that is not known here. */
export function resolve(value: unknown, scope: Scope): any {
  const resolved = (inner: unknown) => resolve(inner, scope);
  if (typeof value === 'string') return refuseDynamic(value);
  if (Array.isArray(value)) return value.map(resolved).filter((item) => item !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const call = readIntrinsic(value);
  if (call !== undefined) return call.intrinsic(call.argument, scope, resolved);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, resolved(inner)])
      .filter(([, inner]) => inner !== noValue),
  );
}

/** The names that a value refers to by Ref, GetAtt and Sub, whatever they are (a resource, a parameter, a pseudo parameter). */
export function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  const call = readIntrinsic(value);
  if (call?.name === 'Ref') return [call.argument];
  if (call?.name === 'Fn::GetAtt') return [splitAttribute(call.argument)[0]];
  if (call?.name === 'Fn::Sub') {
    const [text, own] = Array.isArray(call.argument) ? call.argument : [call.argument, {}];
    const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1] ?? '');
    return [...names.filter((name) => !(name in own)).map((name) => name.split('.')[0] ?? ''), ...references(own)];
  }
  return Object.values(value).flatMap(references);
}

function readIntrinsic(value: object): { name: string; argument: any; intrinsic: Intrinsic } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  // A policy's condition block is called Condition as well, but it is an object.
  if (name === 'Condition' && typeof argument !== 'string') return undefined;
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined && name.startsWith('Fn::')) {
    throw new Error(`${name} is not known here; known are ${Object.keys(intrinsics).join(', ')}`);
  }
  return intrinsic === undefined ? undefined : { name, argument, intrinsic };
}

function splitAttribute(argument: string | [string, unknown]): [string, unknown] {
  if (typeof argument !== 'string') return argument;
  const [logicalId, ...attribute] = argument.split('.');
  return [logicalId ?? '', attribute.join('.')];
}

function refuseDynamic(text: string): string {
  const dynamic = /\{\{resolve:[^}]*\}\}/.exec(text);
  if (dynamic !== null) throw new Error(`The dynamic reference ${dynamic[0]} is not known here`);
  return text;
}
