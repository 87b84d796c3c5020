import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readAssembly } from '../../../local/template/assembly.ts';

const here = { account: '000000000000', region: 'us-east-1' };

function folderWith(files: Record<string, object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}

const stack = (name: string, dependencies: string[] = []) => ({
  type: 'aws:cloudformation:stack',
  properties: { templateFile: `${name}.json` },
  dependencies,
});
const assets = {
  files: {
    hash: {
      source: { path: 'asset.hash', packaging: 'zip' },
      destinations: { current: { bucketName: 'b', objectKey: 'hash.zip' } },
    },
  },
};

describe('an assembly', () => {
  test('gives its stacks in the order in which they need each other, and its assets by key', () => {
    const folder = folderWith({
      'manifest.json': {
        artifacts: {
          App: stack('App', ['Data', 'App.assets']),
          'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'App.assets.json' } },
          Data: stack('Data'),
          Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
        },
      },
      'App.json': { Resources: {} },
      'Data.json': { Resources: {} },
      'App.assets.json': assets,
    });
    const assembly = readAssembly(folder, here);
    expect(assembly.stacks.map(({ name }) => name)).toEqual(['Data', 'App']);
    expect(assembly.assets).toEqual(new Map([['hash.zip', join(folder, 'asset.hash')]]));
  });

  test.each([
    [
      'a kind of artifact that is not known',
      { Nested: { type: 'cdk:cloud-assembly' } },
      /Nested of type cdk:cloud-ass/,
    ],
    ['stacks that need each other', { A: stack('A', ['B']), B: stack('B', ['A']) }, /cycle: A -> B -> A/],
  ])('refuses %s', (_, artifacts, message) => {
    const folder = folderWith({ 'manifest.json': { artifacts }, 'A.json': {}, 'B.json': {} });
    expect(() => readAssembly(folder, here)).toThrow(message);
  });

  test('refuses a container image', () => {
    const folder = folderWith({
      'manifest.json': { artifacts: { a: { type: 'cdk:asset-manifest', properties: { file: 'a.json' } } } },
      'a.json': { dockerImages: { image: {} } },
    });
    expect(() => readAssembly(folder, here)).toThrow(/container image image/);
  });

  test('says what to do where nothing was synthesized', () => {
    expect(() => readAssembly(join(tmpdir(), 'nowhere'), here)).toThrow(/synthesize the app first/);
  });
});
