import { createServer } from 'node:http';
import { Faults } from '../../../local/faults/faults.ts';
import type { StoredAgreement } from '../../../local/pages/agreements.ts';
import { createPages } from '../../../local/pages/pages.ts';
import { createSes } from '../../../local/ses/ses.ts';
import { listen, openKernel } from '../../support/local-kernel.ts';

/** The pages of the local cloud before a product that answers 418, from the last day of January on. */
export async function startPages() {
  const kernel = openKernel();
  kernel.clock.freeze(Date.parse('2027-01-31T15:00:00Z'));
  kernel.clock.follow();
  const ses = createSes({ ...kernel, emit: () => {} });
  ses.verify('lakeside.example.com');
  const faults = new Faults({
    lambda: () => ({ crash: async () => false, invocationOf: () => undefined }),
    freezeIndexes: () => Promise.reject(new Error('There is no table here')),
  });
  const meter = { report: () => Promise.reject(new Error('There is no table here')) };
  const agreements = async () => served.agreements;
  const afterReal = () => {
    served.replanned += 1;
  };
  const pages = createPages({
    ...kernel,
    ses,
    faults,
    meter,
    agreements,
    timeZone: () => 'America/New_York',
    afterReal,
  });
  const server = createServer(async (incoming, outgoing) => {
    if (!(await pages(incoming, outgoing))) outgoing.writeHead(418).end('the product');
  });
  const address = await listen(server);
  const served = {
    kernel,
    ses,
    address,
    agreements: [] as StoredAgreement[],
    /** How often the clock went back to real time. */
    replanned: 0,
    json: async (path: string, init: RequestInit = {}) => {
      const headers = { accept: 'application/json', ...(init.headers as Record<string, string>) };
      const response = await fetch(`${address}${path}`, { ...init, headers });
      return { status: response.status, body: await response.json() };
    },
    page: async (path: string) => (await fetch(`${address}${path}`, { headers: { accept: 'text/html' } })).text(),
    stop() {
      server.closeAllConnections();
      server.close();
      kernel.remove();
    },
  };
  return served;
}

export type Pages = Awaited<ReturnType<typeof startPages>>;
