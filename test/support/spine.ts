import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { takeDataFolder } from '../../local/data-folder.ts';
import { demonstrate, demonstrationStaff } from '../../local/demonstrate.ts';
import { Clock } from '../../local/kernel/clock.ts';
import { openStore } from '../../local/kernel/store.ts';
import type { InvocationHook } from '../../local/lambda/lambda.ts';
import { assembly } from './assembly.ts';
import { connectProduct } from './product.ts';

export interface SpineOptions {
  dataDir?: string;
  /** What is deployed, where it is not the app as it is now. */
  assembly?: string;
  hook?: InvocationHook;
  /** Whether the people of its journey try again where something fails. */
  isPatient?: boolean;
}

export type Spine = Awaited<ReturnType<typeof startSpine>>;

/** The whole product with its demonstration practice, in this process, on free ports and data of its own. */
export async function startSpine({ dataDir: given, assembly: other, hook, isPatient = false }: SpineOptions = {}) {
  const dataDir = given ?? newData();
  const cloud = await startCloud({
    assembly: other ?? (await assembly()),
    dataDir,
    people: demonstrationStaff(),
    ...(hook !== undefined && { hook }),
  });
  await demonstrate(cloud, dataDir);
  const { productUrl, awsUrl } = cloud;
  return {
    ...(await connectProduct({ productUrl, awsUrl, dataDir, isPatient })),
    cloud,
    async [Symbol.asyncDispose]() {
      keepPermissions(cloud);
      await cloud.stop();
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Data of a cloud whose day is well under way at the practice, whatever the hour here: its mails are out, its day is UTC's. */
function newData(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-'));
  const noon = new Date();
  noon.setUTCHours(16, 0, 0, 0);
  if (noon.getTime() < Date.now()) noon.setUTCDate(noon.getUTCDate() + 1);
  takeDataFolder(dataDir, false)();
  const store = openStore(dataDir);
  new Clock(store).freeze(noon.getTime());
  store.close();
  return dataDir;
}

/** For `npm run permissions`: which statements were used, and what was denied, in a file of this run's own. */
function keepPermissions({ permissions }: Cloud): void {
  const folder = process.env.PERMISSIONS_TO;
  if (folder === undefined) return;
  const { denied } = permissions;
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify({ uses: permissions.uses(), denied }));
}
