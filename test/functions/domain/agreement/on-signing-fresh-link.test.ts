import { describe, expect, test } from '@jest/globals';
import { type Agreement, documentOf } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { goesByPost } from '../../../../functions/domain/people/person.ts';
import { signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import {
  afterEvents,
  anAgreement,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';

const opened = anAgreement({ status: 'awaiting_signature' });
const awaitingPhysician = anAgreement({ status: 'awaiting_countersignature' });
const refused = { refusal: 'nothing_changes' };

function linksOf(agreement: Agreement, signer: 0 | 1 = 0) {
  return documentOf(agreement, 'd1')?.signers[signer]?.links;
}

describe('a fresh link', () => {
  test('takes the place of the older ones, and wishes for one mail', () => {
    const { agreement, facts, wishes } = decideOn(opened, events.freshLink);
    expect(linksOf(agreement)).toEqual({ generation: 1, askedOn: '2026-03-02' });
    expect(facts).toEqual([
      {
        type: 'fresh_link_requested',
        data: { documentId: 'd1', signerId: 's1', status: 'awaiting_signature' },
      },
    ]);
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'fresh-d1-s1-1' }]);
  });

  test.each([
    [newYork, '2026-03-02T05:00:00.000Z', '2026-03-03T04:59:59.999Z', '2026-03-02'],
    // A day of 23 hours, and one of 25.
    [newYork, '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999Z', '2026-03-08'],
    [newYork, '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z', '2026-11-01'],
    ['Pacific/Kiritimati', '2026-03-01T10:00:00.000Z', '2026-03-02T09:59:59.999Z', '2026-03-02'],
    ['Pacific/Pago_Pago', '2026-03-02T11:00:00.000Z', '2026-03-03T10:59:59.999Z', '2026-03-02'],
  ])('in %s is sent once on the day from %s to %s, and again on the next', (timeZone, first, last, day) => {
    const agreement = anAgreement({ status: 'awaiting_signature', now: first, timeZone });
    const asked = decideOn(agreement, events.freshLink, first, timeZone).agreement;
    expect(linksOf(asked)).toEqual({ generation: 1, askedOn: day });
    expect(transition(asked, events.freshLink, last, timeZone)).toEqual(refused);
    const nextDay = new Date(Date.parse(last) + 1).toISOString();
    const again = decideOn(asked, events.freshLink, nextDay, timeZone);
    expect(linksOf(again.agreement)?.generation).toBe(2);
    expect(again.wishes).toEqual([{ workflow: 'notice', noticeKey: 'fresh-d1-s1-2' }]);
  });

  test('asked for on a later day raises the generation and keeps that day', () => {
    const asked = afterEvents(afterEvents(opened, [events.freshLink]), [events.freshLink], daysLater(3));
    expect(linksOf(asked)).toEqual({ generation: 2, askedOn: '2026-03-05' });
  });

  test('refuses a request of an earlier day, as a slow clock would make it', () => {
    const asked = decideOn(opened, events.freshLink, daysLater(3)).agreement;
    expect(transition(asked, events.freshLink, monday, newYork)).toEqual(refused);
  });

  test('is none for a physician, who signs at the desk', () => {
    for (const agreement of [opened, awaitingPhysician]) {
      const asked = transition(agreement, { ...events.freshLink, signerId: 's2' }, monday, newYork);
      expect(asked).toEqual({ refusal: 'not_found' });
    }
  });

  test('is given to a patient who has signed and waits for the physician', () => {
    expect(decideOn(awaitingPhysician, events.freshLink).agreement.status).toBe('awaiting_countersignature');
  });

  test('refuses an unknown signer', () => {
    const unknown = { ...events.freshLink, signerId: 's9' };
    expect(transition(opened, unknown, monday, newYork)).toEqual({ refusal: 'not_found' });
  });
});

test('somebody else reads the mailbox: nothing more is mailed there, until staff know a better address', () => {
  const by = { agreementId: opened.agreementId, notices: sentNotices('request-d1-s1'), timeZone: newYork };
  const reported = decideOn(opened, events.wrongPerson).agreement;
  const [person] = reported.members;
  expect(person?.emailRefused).toEqual({ at: monday, because: 'wrong-person' });
  // Reminders go by post, on the days of letters.
  expect(person && goesByPost(person)).toBe(true);
  const onPaper = signingStep(reported, 'd1', monday, by);
  expect(onPaper).not.toEqual(signingStep(opened, 'd1', monday, by));
  const corrected = decideOn(reported, events.addressCorrected, daysLater(1));
  expect(corrected.agreement.members[0]?.emailRefused).toBeUndefined();
  expect(corrected.wishes).toContainEqual({ workflow: 'notice', noticeKey: 'fresh-d1-s1-2' });
});
