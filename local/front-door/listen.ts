import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes a port of this machine (0: any that is free) and gives its number. */
export function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends a server at once, with the connections that clients keep. */
export function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
