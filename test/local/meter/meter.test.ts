import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MeterReport } from '../../../local/meter/meter.ts';
import { type Unit, units } from '../../../local/meter/prices.ts';
import { pat } from '../../support/journey.ts';
import { type Spine, startSpine } from '../../support/spine.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'perennial-meter-'));
let spine: Spine;
let report: MeterReport;
let id: string;

beforeAll(async () => {
  spine = await startSpine({ dataDir });
  await spine.journey.sign(pat, await spine.journey.enrol(pat));
  await spine.journey.countersign(pat);
  await spine.journey.mail(pat.email, /welcome/i);
  // Until what is still to come of the mails has come.
  await spine.journey.move({ by: 'PT10M' });
  report = await spine.journey.meter();
  id = (await spine.agreementIdOf(pat.email)) ?? '';
}, 120_000);
afterAll(async () => {
  await spine[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

test('transitions are those of the histories', async () => {
  let entered = 0;
  for (const { executionArn } of await spine.executions()) {
    const history = await spine.historyOf(executionArn);
    entered += history.filter(({ type }) => type?.endsWith('StateEntered')).length;
  }
  expect(report.total.units.transitions).toBe(entered);
  expect(entered).toBeGreaterThan(20);
});

test('mails are those of the inbox', async () => {
  expect(report.total.units.mails).toBe((await spine.journey.mails()).length);
});

test('every unit is counted, and all of them add up to the total', () => {
  const parts = [...report.agreements, report.other];
  for (const unit of units) {
    expect(report.total.units[unit]).toBeGreaterThan(0);
    const sum = parts.reduce((all, part) => all + part.units[unit], 0);
    expect(sum).toBe(report.total.units[unit]);
    expect(report.total.dollars[unit]).toBeGreaterThan(0);
  }
  const sum = units.reduce((all, unit) => all + report.total.dollars[unit], 0);
  expect(report.total.dollars.total).toBeCloseTo(sum, 12);
});

test('what is about one agreement is its own: its workflows, its mails, the pages that showed it', () => {
  expect(report.agreements.map((one) => one.id)).toEqual([id]);
  const own = report.agreements[0]?.units;
  for (const unit of ['transitions', 'mails'] as Unit[]) expect(own?.[unit]).toBe(report.total.units[unit]);
  expect(own?.requests).toBeGreaterThan(5);
  expect(report.other.units.requests).toBeGreaterThan(0);
});

test('a new start keeps the counts', async () => {
  await spine[Symbol.asyncDispose]();
  spine = await startSpine({ dataDir });
  const { since, total } = await spine.journey.meter();
  expect({ since, units: total.units }).toEqual({ since: report.since, units: report.total.units });
});
