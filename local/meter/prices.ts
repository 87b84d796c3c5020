/** What is counted. Storage is what lies there now; everything else adds up from the making of the data folder on. */
export const units = [
  'transitions',
  'requests',
  'invocations',
  'gigabyteSeconds',
  'readUnits',
  'writeUnits',
  'mails',
  'kmsCalls',
  'storageBytes',
] as const;

export type Unit = (typeof units)[number];
export type Units = Record<Unit, number>;

/** US dollars for one unit at the list price of us-east-1, without any free tier; of storage for one byte and month. */
const dollarsPer: Units = {
  // https://aws.amazon.com/step-functions/pricing/ (each retry is a transition, too)
  transitions: 0.025 / 1000,
  // https://aws.amazon.com/api-gateway/pricing/ (HTTP API)
  requests: 1 / 1e6,
  // https://aws.amazon.com/lambda/pricing/ (arm64)
  invocations: 0.2 / 1e6,
  gigabyteSeconds: 0.0000133334,
  // https://aws.amazon.com/dynamodb/pricing/on-demand/
  readUnits: 0.125 / 1e6,
  writeUnits: 0.625 / 1e6,
  storageBytes: 0.25 / 1e9,
  // https://aws.amazon.com/ses/pricing/
  mails: 0.1 / 1000,
  // https://aws.amazon.com/kms/pricing/
  kmsCalls: 0.03 / 10_000,
};

/** What can't be measured on this machine, and what is put in its place. */
export const assumptions = {
  /** A thread here says nothing about AWS: every invocation is taken to last so long, at its function's memory. */
  invocationMilliseconds: 250,
  /**
   * DynamoDB keeps a caller's table key for so long before it asks KMS again.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
   */
  tableKeyMinutes: 5,
};

export function inDollars(counted: Units): Units & { total: number } {
  const dollars = Object.fromEntries(units.map((unit) => [unit, counted[unit] * dollarsPer[unit]])) as Units;
  return { ...dollars, total: units.reduce((sum, unit) => sum + dollars[unit], 0) };
}
