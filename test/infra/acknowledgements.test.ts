import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Acknowledgement } from '../../infra/acknowledgements.ts';

interface Found {
  findings: { rule: string; path: string }[];
  acknowledgements: Acknowledgement[];
}

let found: Found;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-nag-'));
  const { stdout, stderr } = spawnSync(process.execPath, ['test/support/nag-findings.ts', folder], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  if (stdout === '') throw new Error(stderr);
  found = JSON.parse(stdout) as Found;
}, 120_000);

const covers = (path: string, finding: { path: string }) =>
  finding.path === path || finding.path.startsWith(`${path}/`);

describe('findings of the rule packs', () => {
  test('are there, so the packs do look', () => {
    expect(found.findings.length).toBeGreaterThan(20);
  });

  test('are each acknowledged', () => {
    const open = found.findings.filter(
      (finding) =>
        !found.acknowledgements.some(
          ({ rule, at }) => rule === finding.rule && at.some((path) => covers(path, finding)),
        ),
    );
    expect(open).toEqual([]);
  });

  test('are each acknowledged no wider than they occur', () => {
    const idle = found.acknowledgements.flatMap(({ rule, at }) =>
      at
        .filter((path) => !found.findings.some((finding) => finding.rule === rule && covers(path, finding)))
        .map((path) => `${rule} at ${path}`),
    );
    expect(idle).toEqual([]);
  });

  test('are each acknowledged with a reason in words', () => {
    for (const { reason } of found.acknowledgements) expect(reason).toMatch(/^[A-Z].{40,}\.$/);
  });
});
