import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrontDoorDeps } from '../../local/front-door/front-door.ts';
import { Clock } from '../../local/kernel/clock.ts';
import { openStore } from '../../local/kernel/store.ts';
import { Timers } from '../../local/kernel/timers.ts';
import { Work } from '../../local/kernel/work.ts';

/** Where nothing is to go wrong on request. */
export const noFaults: FrontDoorDeps['faults'] = { around: (_service, _call, handle) => handle() };

/** The kernel of a local cloud in a folder of its own, for tests of one service. */
export function openKernel(dataDir = mkdtempSync(join(tmpdir(), 'local-kernel-'))) {
  const db = openStore(dataDir);
  const clock = new Clock(db);
  const work = new Work();
  const timers = new Timers(db, clock, work);
  return {
    db,
    clock,
    work,
    timers,
    dataDir,
    /** Ends this process's part, as a kill would; the folder stays for the next one. */
    end: () => {
      timers.stop();
      db.close();
    },
    remove: () => {
      timers.stop();
      if (db.isOpen) db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type Kernel = ReturnType<typeof openKernel>;

/** What the loader tells a provisioner of its stack. */
export const stack = { stackName: 'app', region: 'us-east-1', account: '000000000000' };

/** Listens on a free port of this machine and gives the server's address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
