import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { exclusively } from './assembly.ts';

const cache = resolve(import.meta.dirname, '../../.cache');
const packed = resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');

export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 } },
} satisfies Record<string, BrowserContextOptions>;

export type Device = keyof typeof devices;

/** The headless Chromium that `npm ci` brought; nothing else has to be installed but what a bare Debian's NSS gives. */
export async function startBrowser(): Promise<Browser> {
  const folder = await exclusively('chromium', unpackedOnce);
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  try {
    return await launch(folder, env);
  } catch (error) {
    if (!/error while loading shared libraries/.test(String(error))) throw cannotStart(error);
    // The package brings these libraries for machines that lack them; where there are own ones, those fit better.
    const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return await launch(folder, { ...env, ...libraries }).catch((again) => Promise.reject(cannotStart(again)));
  }
}

/** The package's own arguments would run all pages in one process without web security. */
function launch(folder: string, env: Record<string, string>): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  return chromium.launch({ executablePath: join(folder, 'chromium'), args, env: { ...process.env, ...env } });
}

function cannotStart(cause: unknown): Error {
  const missing = /error while loading shared libraries: (\S+):/.exec(String(cause))?.[1];
  const why = missing === undefined ? 'See its cause' : `${missing} is missing`;
  const remedy = 'on Debian: apt-get install libnss3 libnspr4 libexpat1';
  return new Error(`The headless browser of the tests does not start. ${why}; ${remedy}`, { cause });
}

/**
 * The folder with browser, fonts and libraries. The package unpacks into TMPDIR, which a test's own environment cannot
 * change: so a process of its own does it, into a folder that gets its name only when it is whole.
 */
async function unpackedOnce(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8'));
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(cache, 'chromium-unpacking-'));
  try {
    const unpack = `import chromium, { inflate } from '@sparticuz/chromium';
      await Promise.all([chromium.executablePath(), inflate(${JSON.stringify(join(packed, 'bin', 'al2023.tar.br'))})]);`;
    const options = { cwd: packed, env: { ...process.env, TMPDIR: fresh } };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], options);
    await writeFile(join(fresh, 'fonts.conf'), fontsConf);
    await rename(fresh, folder);
    return folder;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error('The headless browser of the tests could not be unpacked', { cause: error });
  }
}

/** The package's own file names /tmp/fonts, and a browser without any font dies at the first letter. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;

/** What axe finds wrong with a page, a line each; touch targets of WCAG 2.2 included. */
export async function axeFindings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
  // Without frames in the page there is nothing to put together in a second one.
  axe.setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any }) => `${id}: ${help}: ${target.join(' ')} ${any.map(({ message }) => message).join('; ')}`,
    ),
  );
}
