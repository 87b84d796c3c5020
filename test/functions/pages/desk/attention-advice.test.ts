import { describe, expect, test } from '@jest/globals';
import { adviceWords, markWords } from '../../../../functions/pages/desk/attention-advice.ts';
import {
  anAgreement,
  anApplication,
  aPerson,
  aPhysician,
  aPlan,
  decideOn,
  events,
  monday,
} from '../../../support/builders.ts';

const members = [aPerson({ birthDate: '1961-10-01' })];
const inForce = (plan = aPlan()) => anAgreement({ status: 'active', plan, application: anApplication({ members }) });
const visits = aPlan({ services: [{ name: 'House calls', coveredByMedicare: 'unsure' }] });

describe('what staff are told of a 65th birthday', () => {
  const mark = { code: 'turns_65', at: monday, memberId: 'm1' };

  test('names the member and the day', () => {
    expect(markWords(inForce(), mark)).toBe('Paula Example: Turns 65 soon: see to Medicare');
    expect(adviceWords(inForce(), mark, aPhysician())).toContain('Paula turns 65 on October 1, 2026.');
  });

  test('by a physician who has opted out: a private contract', () => {
    const advice = adviceWords(inForce(), mark, aPhysician({ medicareStatus: 'opted-out' }));
    expect(advice).toContain('a private contract between Paula and Dr. Sam Sample has to be signed');
  });

  test('with a plan that holds nothing which Medicare covers: the clause', () => {
    expect(adviceWords(inForce(), mark, aPhysician())).toContain('the agreement needs the clause about Medicare');
  });

  test('with a plan that may not go on: which service is why, and to offer another', () => {
    const advice = adviceWords(inForce(visits), mark, aPhysician());
    for (const words of ['House calls', 'Offer a plan that fits']) expect(advice).toContain(words);
  });

  test('names whoever is asked to join, too', () => {
    const asked = decideOn(inForce(), events.adultAsked).agreement;
    expect(markWords(asked, { code: 'private_contract', at: monday, memberId: 'm2' })).toContain('Lee Example: ');
  });

  test('is nothing of a mark about nobody', () => {
    const other = { code: 'wish_failed', at: monday };
    expect(adviceWords(inForce(), other, aPhysician())).toBeUndefined();
    expect(markWords(inForce(), other)).toBe('The next step could not be started');
  });
});

test('staff are told that a failure which they only looked at leaves undone what failed', () => {
  const mark = {
    code: 'execution_failed',
    at: monday,
    wishes: [{ workflow: 'notice', noticeKey: 'ending-1-s1' }] as const,
  };
  const advice = adviceWords(inForce(), { ...mark, wishes: [...mark.wishes] }, aPhysician());
  for (const words of ['Begin it again', '“I have looked at it” leaves it undone']) expect(advice).toContain(words);
  expect(adviceWords(inForce(), { code: 'execution_failed', at: monday }, aPhysician())).toBeUndefined();
});

describe('what staff are told of a child who comes of age', () => {
  const address = { ...aPerson().address, state: 'NE' };
  const child = aPerson({ firstName: 'Kim', birthDate: '2007-12-01', address });
  const application = anApplication({ members: [aPerson({ birthDate: '1980-01-01' }), child], actsAs: 'parent' });
  const household = anAgreement({ status: 'active', application });
  const adviceOn = (code: string) => adviceWords(household, { code, at: monday, memberId: 'm2' }, aPhysician());

  test('ahead: the day, by the rule of the home state', () => {
    expect(adviceOn('comes_of_age')).toContain('comes of age on December 1, 2026, at 19 by the rule of Nebraska');
  });

  test('on the day: that the household does not renew by itself', () => {
    expect(adviceOn('came_of_age')).toContain('the household does not renew by itself');
  });
});
