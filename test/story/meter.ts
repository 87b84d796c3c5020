import type { Product } from '../support/product.ts';

/** Of what AWS would bill, the transitions (without retries) and the mails: in units and US dollars (list prices, no free tier). */
export interface Meter {
  executions: number;
  transitions: number;
  mails: number;
  dollars: number;
}

/** https://aws.amazon.com/step-functions/pricing/ ; https://aws.amazon.com/ses/pricing/ */
const dollarsPerTransition = 0.025 / 1000;
const dollarsPerMail = 0.1 / 1000;

export async function readMeter(product: Product): Promise<Meter> {
  const executions = await product.executions();
  let transitions = 0;
  for (const { executionArn } of executions) {
    const events = await product.historyOf(executionArn);
    transitions += events.filter((event) => event.type?.endsWith('StateEntered')).length;
  }
  const mails = (await product.journey.mails()).length;
  const dollars = transitions * dollarsPerTransition + mails * dollarsPerMail;
  return { executions: executions.length, transitions, mails, dollars: Number(dollars.toFixed(6)) };
}
