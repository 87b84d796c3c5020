import type { IncomingMessage } from 'node:http';
import { callModes, type Fault, FaultError, invocationModes } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { type Answer, isForeign, problem, readFields } from './exchange.ts';
import { type Html, html } from './html.ts';

/** Faults on request, for tests: GET lists those that are still to happen, POST sets one, DELETE clears them. */
export function faultsPages(faults: Faults) {
  const listed = (): Answer => {
    const list = faults.list();
    return { json: list, page: () => ({ title: 'Faults', content: content(list) }) };
  };

  async function set(incoming: IncomingMessage): Promise<Answer> {
    if (isForeign(incoming)) return problem(403, 'A page of another site may not set a fault');
    try {
      const fault = await faults.add(await readFields(incoming));
      return { ...listed(), status: 201, json: fault, seeOther: '/_local/faults' };
    } catch (error) {
      if (error instanceof FaultError) return problem(400, error.message);
      if (error instanceof SyntaxError)
        return problem(400, `The body can't be read (${error.message}); allowed: a JSON object or a form`);
      throw error;
    }
  }

  return async (incoming: IncomingMessage): Promise<Answer> => {
    if (incoming.method === 'POST') return set(incoming);
    if (incoming.method === 'GET' || incoming.method === 'HEAD') return listed();
    if (incoming.method !== 'DELETE') return problem(405, `${incoming.method} is not allowed here`);
    if (isForeign(incoming)) return problem(403, 'A page of another site may not clear the faults');
    await faults.clear();
    return listed();
  };
}

function content(list: Fault[]): Html {
  const line = ({ service, action, mode, nth, function: name = 'any function', operation }: Fault) =>
    html`<li>${mode}: ${service} ${action} number ${nth} of ${name}${operation === undefined ? '' : ` at ${operation}`}</li>`;
  return html`${list.length === 0 ? html`<p>No fault is waiting to happen.</p>` : html`<ul class="list">${list.map(line)}</ul>`}
<p>Tests set one by POST with <code>{"service", "action", "function", "operation", "nth", "mode"}</code> and clear all by DELETE.
Modes of a call: ${callModes.join(', ')}. Of an invocation (lambda, InvokeFunction): ${invocationModes.join(', ')}.</p>`;
}
