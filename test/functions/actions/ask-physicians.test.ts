import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { askPhysicians } from '../../../functions/actions/ask-physicians.ts';
import { anApplication, aPhysician } from '../../support/builders.ts';
import { depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTableAndWorkflows, type TableAndWorkflows } from '../../support/table-and-workflows.ts';

let aws: TableAndWorkflows;
beforeAll(async () => {
  aws = await startTableAndWorkflows();
});
afterAll(() => aws.stop());
beforeEach(() => aws.fresh());

const waits = (number: number, physicianId = 'dr-sample') =>
  storedAgreement(depsOf(aws.table), 'awaiting_countersignature', {
    application: anApplication({ applicationId: idOf(number), physicianId }),
  });

test('each physician for whom something waits is mailed once a day, however much it is and however often the sweep runs', async () => {
  for (const number of [1, 2]) await waits(number);
  await setUpPractice(aws.table, { physicians: [aPhysician(), aPhysician({ physicianId: 'dr-other' })] });
  await waits(3, 'dr-other');
  for (const now of ['2026-03-03T11:00:00.000Z', '2026-03-03T17:00:00.000Z', '2026-03-04T11:00:00.000Z']) {
    await askPhysicians(aws.deps(now));
  }
  expect(new Set(aws.fake.started())).toEqual(
    new Set([
      'notice-dr-other-queue-20260303-r1',
      'notice-dr-sample-queue-20260303-r1',
      'notice-dr-other-queue-20260304-r1',
      'notice-dr-sample-queue-20260304-r1',
    ]),
  );
});

test('the day is the practice’s: late in the evening it is still the same', async () => {
  await waits(1);
  await askPhysicians(aws.deps('2026-03-04T04:59:00.000Z'));
  expect(aws.fake.started()).toEqual(['notice-dr-sample-queue-20260303-r1']);
});

test('nobody is mailed while nothing waits', async () => {
  await storedAgreement(depsOf(aws.table), 'awaiting_signature');
  await askPhysicians(aws.deps());
  expect(aws.fake.started()).toEqual([]);
});
