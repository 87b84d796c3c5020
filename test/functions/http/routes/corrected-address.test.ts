import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { anApplication, daysLater, events } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { decided, depsOf, storedAgreement } from '../../../support/stored.ts';

let pages: PatientPages;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(() => pages.fresh());

const { applicationId: id } = anApplication();
const owner = { kind: 'agreement', id } as const;
const corrected = { ...events.addressCorrected, contact: { email: 'right@example.com' } };
type Page = 'pay' | 'plan' | 'offer';
const open = async (page: Page, token: string) =>
  (await pages.send(`GET /${page}/{token}`, { parameters: { token } })).status;

describe('after somebody’s email address was corrected', () => {
  test.each<[Page, 'awaiting_payment' | 'active' | 'waitlisted', AgreementEvent[], string, string]>([
    ['pay', 'awaiting_payment', [events.paymentFailed], 'unpaid-t1_i1-1', 'payfresh-t1_i1-1'],
    ['plan', 'active', [], 'welcome-s1', 'planfresh-s1-1'],
    ['offer', 'waitlisted', [], 'waitlisted-s1', 'offerfresh-s1-1'],
    ['offer', 'waitlisted', [events.seatOffered], 'offer-s1', 'offerfresh-s1-1'],
  ])('the link to /%s that went to the old one is dead, of one %s, and another is sent', async (...given) => {
    const [page, status, happened, before, after] = given;
    await storedAgreement(depsOf(pages.table), status);
    for (const event of happened) await decided(depsOf(pages.table), id, event);
    const old = await pages.mailed(owner, before, page);
    expect(await open(page, old)).toBe(200);
    await decided(depsOf(pages.table), id, corrected);
    expect(await open(page, old)).toBe(404);
    expect(await open(page, await pages.mailed(owner, after, page))).toBe(200);
  });
});

test('the link of an offer that was taken says nothing any more once it is too old', async () => {
  await storedAgreement(depsOf(pages.table), 'waitlisted');
  await decided(depsOf(pages.table), id, events.seatOffered);
  const token = await pages.mailed(owner, 'offer-s1', 'offer');
  await decided(depsOf(pages.table), id, events.offerAccepted);
  expect(await open('offer', token)).toBe(200);
  pages.at(daysLater(9));
  expect(await open('offer', token)).toBe(404);
});
