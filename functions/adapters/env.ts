import { deployed, type Env, type EnvNames, type FunctionName } from '../deployed.ts';

/** The environment of a deployed function, checked at its start. Throws an error that names every variable that is missing. */
export function env<Name extends FunctionName>(name: Name): Env<Name> {
  const names: readonly string[] = deployed[name].env;
  const missing = names.filter((one) => !process.env[one]);
  if (missing.length > 0) throw new Error(`The function ${name} lacks environment variables: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((one) => [one, process.env[one]])) as Record<EnvNames<Name>, string>;
}
