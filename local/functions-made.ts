import type { CodeFolder } from './lambda/function-config.ts';
import type { Made } from './template/provision.ts';

/** Finds a function's bundle among the assets of the assembly. */
export function assetFolder(assets: Map<string, string>): CodeFolder {
  return ({ S3Key }) => {
    const folder = assets.get(S3Key);
    if (folder !== undefined) return folder;
    throw new Error(`Code.S3Key is ${S3Key}, which is no asset of the assembly`);
  };
}

/** A function of the template, by its name or the last part of it: `practice` for `perennial-practice`. */
export function functionOf(resources: Made[], name: string): Made {
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  const found = functions.find(({ ref }) => ref === name) ?? functions.find(({ ref }) => ref.endsWith(`-${name}`));
  if (found !== undefined) return found;
  const known = functions.map(({ ref }) => ref).join(', ') || 'none';
  throw new Error(`There is no function ${name} in the template; there are ${known}`);
}

/** What the functions of the template have in their environment under a name: the first that has it. */
export function environmentOf(resources: Made[], name: string): string | undefined {
  const values = resources.flatMap(({ type, properties }) =>
    type === 'AWS::Lambda::Function' ? [properties.Environment?.Variables?.[name]] : [],
  );
  return values.find((value) => value !== undefined);
}
