import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import type { Work } from '../kernel/work.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { apiProvisioners } from './api-template.ts';
import { passThrough } from './gateway.ts';
import { ownResponse, type ProxyResponse } from './proxy-response.ts';
import { readBody } from './read-body.ts';

export interface HttpApiDeps {
  clock: Clock;
  work: Work;
  dataDir: string;
  lambda: Pick<Lambda, 'invoke'>;
  /** Asked first: answers what is the local cloud's own and says so. Never counted as work of the product. */
  pages?: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean>;
  /** How long a request may take to arrive. */
  arrivalMilliseconds?: number;
}

export type HttpApi = ReturnType<typeof createHttpApi>;

/** The template's HTTP API on a port of this machine: the product as people see it. */
export function createHttpApi(deps: HttpApiDeps) {
  const { clock, work, dataDir, lambda, pages, arrivalMilliseconds = 30_000 } = deps;
  let port: number | undefined;
  const opened = Promise.withResolvers<void>();

  function endpoint(): string {
    if (port === undefined)
      throw new Error('The HTTP API must listen before its template is loaded: its address has the port');
    return `http://localhost:${port}`;
  }

  const logFile = (apiName: string) => join(dataDir, 'logs', 'access', `${apiName.replaceAll(/[^\w.-]/g, '-')}.log`);
  const template = apiProvisioners(endpoint, logFile);

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if ((await pages?.(incoming, outgoing)) === true) return;
    await opened.promise;
    // Read before it counts as work: a body that never ends must not hold up the clock.
    const body = await readBody(incoming);
    await work.run(async () => {
      const api = template.api();
      const response =
        api === undefined ? ownResponse(404, 'Not Found') : await passThrough(api, incoming, body, { clock, lambda });
      write(response, incoming, outgoing);
    });
  }

  function write(response: ProxyResponse, incoming: IncomingMessage, outgoing: ServerResponse): void {
    for (const [name, value] of Object.entries(response.headers)) {
      if (!['connection', 'content-length', 'transfer-encoding'].includes(name)) outgoing.setHeader(name, value);
    }
    if (response.cookies.length > 0) outgoing.setHeader('set-cookie', response.cookies);
    outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    outgoing.setHeader('content-length', response.body.length);
    // A body that nobody reads to its end would be taken for the next request.
    if (!incoming.complete) outgoing.setHeader('connection', 'close');
    outgoing.writeHead(response.statusCode).end(response.body);
  }

  // API Gateway takes 10,240 bytes of request line and headers in all, and 30 seconds for a request to arrive.
  const limits = {
    maxHeaderSize: 10_240,
    requestTimeout: arrivalMilliseconds,
    connectionsCheckingInterval: arrivalMilliseconds / 30,
  };
  const server = createServer(limits, (incoming, outgoing) => {
    serve(incoming, outgoing).catch((error) => {
      // A caller that went away is no fault of ours.
      if (incoming.errored !== null && !incoming.complete) return;
      console.error('The local HTTP API failed within a request:', error);
      if (!outgoing.headersSent) write(ownResponse(500, 'Internal Server Error'), incoming, outgoing);
    });
  });

  return {
    provisioners: template.provisioners,
    /** Takes the port, before the template is loaded; requests wait until `open`. Gives the address. */
    listen: async (wanted: number, host = '127.0.0.1'): Promise<string> => {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(wanted, host, resolve);
      });
      port = (server.address() as AddressInfo).port;
      return endpoint();
    },
    /** Lets requests in. Call it when everything is provisioned. */
    open: () => opened.resolve(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
