import type { MeterReport } from '../meter/meter.ts';
import { type Unit, units } from '../meter/prices.ts';
import { inZone } from './clock-page.ts';
import type { Page } from './exchange.ts';
import { html } from './html.ts';

const names: Record<Unit, string> = {
  transitions: 'state transitions',
  requests: 'requests of pages',
  invocations: 'invocations of functions',
  gigabyteSeconds: 'gigabyte-seconds of functions',
  readUnits: 'read units',
  writeUnits: 'write units',
  mails: 'mails',
  kmsCalls: 'calls of KMS',
  storageBytes: 'bytes in the table, a month',
};

/** What AWS would bill for what happened here, in all and for each agreement. */
export function meterPage(report: MeterReport, timeZone: string): Page {
  const { since, total, agreements, other, assumptions } = report;
  const row = (unit: Unit) =>
    html`<tr><td>${names[unit]}</td><td>${count(total.units[unit])}</td><td>${dollars(total.dollars[unit])}</td></tr>`;
  const line = ({ id, units: counted, dollars: { total: sum } }: MeterReport['agreements'][number]) =>
    html`<tr><td><code>${id}</code></td><td>${count(counted.transitions)}</td><td>${dollars(sum)}</td></tr>`;
  const content = html`
<p>What AWS would bill for all that happened here since <b>${inZone(since, timeZone)}</b>: <b>${dollars(total.dollars.total)}</b> at list prices, without any free tier and without what each month
costs by itself (keys, alarms).</p>
<table><thead><tr><th>what</th><th>how many</th><th>US dollars</th></tr></thead><tbody>${units.map(row)}</tbody></table>
<p><small>Each invocation is taken to last ${assumptions.invocationMilliseconds} ms; DynamoDB is taken to ask for a caller's key every
${assumptions.tableKeyMinutes} minutes.</small></p>
<h2>By agreement</h2>
${
  agreements.length === 0
    ? html`<p>There is no agreement yet.</p>`
    : html`<table><thead><tr><th>agreement</th><th>transitions</th><th>US dollars</th></tr></thead><tbody>${agreements.map(line)}
<tr><td>none of them</td><td>${count(other.units.transitions)}</td><td>${dollars(other.dollars.total)}</td></tr></tbody></table>`
}`;
  return { title: 'Meter', content };
}

function count(amount: number): string {
  return amount.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function dollars(amount: number): string {
  return `$${amount.toFixed(6)}`;
}
