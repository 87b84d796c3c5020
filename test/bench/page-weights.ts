import { gzipSync } from 'node:zlib';
import { startSpine } from '../support/spine.ts';
import type { Page } from '../support/visitor.ts';
import { aimed, type Row } from './row.ts';
import { sitting } from './sitting.ts';

/**
 * Style and script of DocuSeal's signing page, pack `form` of https://github.com/docusealco/docuseal at a2d8b855, built in
 * production mode, each file by gzip -9. The lightest of three: Documenso's takes 668 KB, OpenSign's 1,708 KB.
 */
const lightestOther = { name: 'DocuSeal a2d8b855', kilobytes: 128 };

/** What a browser fetches for each page of a real sitting, by gzip -9, with nothing in its cache. */
export async function pageWeights(): Promise<Row[]> {
  await using spine = await startSpine();
  const fetched = new Map<string, Promise<Uint8Array>>();
  const weighed: { name: string; isSigners: boolean; weight: Weight }[] = [];
  for (const { name, page, isSigners } of await sitting(spine.journey)) {
    weighed.push({ name, isSigners, weight: await weigh(page, fetched) });
  }
  const rows = weighed.map(({ name, isSigners, weight }) => {
    const { html, styleAndScript, pictures } = weight;
    const detail = `gzip; HTML ${show(html)}, pictures ${show(pictures)}, in all ${show(add(html, styleAndScript, pictures))}`;
    const row = { name: `style and script: ${name}`, value: styleAndScript.zipped / 1000, unit: 'KB', detail };
    return isSigners ? aimed(row, { atMost: 13 }) : row;
  });
  const signers = weighed.filter(({ isSigners }) => isSigners);
  const heaviest = Math.max(...signers.map(({ weight }) => weight.styleAndScript.zipped)) / 1000;
  const ratio = {
    name: "the lightest other's signing page / the heaviest signer's page here",
    value: lightestOther.kilobytes / heaviest,
    unit: 'times',
    detail: `style and script; ${lightestOther.name}: ${lightestOther.kilobytes} KB gzip, built from its source beforehand`,
  };
  return [...rows, aimed(ratio, { atLeast: 10 })];
}

interface Bytes {
  raw: number;
  zipped: number;
}

interface Weight {
  html: Bytes;
  styleAndScript: Bytes;
  pictures: Bytes;
}

/** A page's files, each counted once; what stands within the HTML counts as HTML. */
async function weigh(page: Page, fetched: Map<string, Promise<Uint8Array>>): Promise<Weight> {
  const of = async (selector: string, attribute: string) => {
    const addresses = page.root.querySelectorAll(selector).map((one) => one.getAttribute(attribute) ?? '');
    const urls = new Set(addresses.filter((one) => !one.startsWith('data:')).map((one) => new URL(one, page.url).href));
    const files = [...urls].map((url) => {
      const file = fetched.get(url) ?? fetchFile(url);
      fetched.set(url, file);
      return file;
    });
    return add(...(await Promise.all(files)).map(bytesOf));
  };
  const [styles, scripts] = [await of('link[rel=stylesheet]', 'href'), await of('script[src]', 'src')];
  const [images, icons] = [await of('img[src]', 'src'), await of('link[rel=icon]', 'href')];
  return {
    html: bytesOf(Buffer.from(page.html)),
    styleAndScript: add(styles, scripts),
    pictures: add(images, icons),
  };
}

async function fetchFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function bytesOf(content: Uint8Array): Bytes {
  return { raw: content.length, zipped: gzipSync(content, { level: 9 }).length };
}

function add(...all: Bytes[]): Bytes {
  return all.reduce((sum, one) => ({ raw: sum.raw + one.raw, zipped: sum.zipped + one.zipped }), { raw: 0, zipped: 0 });
}

function show({ raw, zipped }: Bytes): string {
  return zipped === 0 ? 'none' : `${(zipped / 1000).toFixed(1)} KB (raw ${(raw / 1000).toFixed(1)})`;
}
