import { describe, expect, test } from '@jest/globals';
import { composeComingOfAge } from '../../../functions/actions/compose-coming-of-age.ts';
import { anAgreement, anApplication, aPerson, aPhysician, aPlan, newYork } from '../../support/builders.ts';
import { aPractice } from '../../support/stored.ts';

const address = { ...aPerson().address, state: 'AL' };
const members = [
  aPerson({ firstName: 'Mia', birthDate: '1980-01-01', address }),
  // 19 on 1 September 2026.
  aPerson({ firstName: 'Kim', birthDate: '2007-09-01', address }),
];
const agreement = anAgreement({ status: 'active', application: anApplication({ members, actsAs: 'parent' }) });
const book = {
  practice: aPractice(),
  physicians: [aPhysician()],
  plans: [aPlan()],
  template: { templateId: 't', version: 1, text: '' },
};
const composed = (now: string, age = 19) =>
  composeComingOfAge(
    {
      deps: { table: { client: undefined as never, name: '' }, timeZone: newYork, now },
      book,
      agreement,
      physician: aPhysician(),
    },
    { kind: 'comingofage', memberId: 'm2', age, signerId: 's1' },
  );
const july = '2026-07-03T15:00:00.000Z';

describe('word that a child comes of age', () => {
  test('goes to whoever signed for it, says by which rule and what changes, and holds no birth date', () => {
    const word = composed(july);
    expect([word?.reader.firstName, word?.byPost]).toEqual(['Mia', false]);
    const { text = '' } = word?.mail('https://pages.example/plan/x') ?? {};
    for (const words of ['Kim, who will soon be 19', 'In Alabama', 'does not renew by itself any more']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/2007|2026|September/);
  });

  test.each([
    ['from the day on', '2026-09-01T15:00:00.000Z', 19],
    ['where they have moved to a state of another age', july, 18],
  ])('is pointless %s', (_, now, age) => {
    expect(composed(now, age)).toBeUndefined();
  });
});
