import { describe, expect, it } from '@jest/globals';
import { checkPattern, type EventPattern, fitsPattern } from '../../../local/events/event-pattern.ts';

const event = {
  source: 'aws.ses',
  'detail-type': 'Email Bounced',
  resources: ['arn:a', 'arn:b'],
  detail: {
    count: 3,
    isLast: true,
    nothing: null,
    mail: { tags: { 'ses:configuration-set': ['perennial'], notice: ['a-1'] } },
    recipients: [{ address: 'a@example.com' }, { address: 'b@example.com' }],
  },
};

describe('an event fits a pattern', () => {
  it.each<[EventPattern]>([
    [{ source: ['aws.states', 'aws.ses'] }],
    [{ resources: ['arn:b'] }],
    [{ detail: { count: [3], isLast: [true], nothing: [null] } }],
    [{ detail: { mail: { tags: { 'ses:configuration-set': ['perennial'] } } } }],
    [{ source: [{ prefix: 'aws.' }], 'detail-type': [{ suffix: 'Bounced' }] }],
    [{ source: [{ 'anything-but': 'aws.states' }] }],
    [{ source: [{ 'anything-but': ['aws.states', { prefix: 'com.' }] }] }],
    [{ detail: { mail: { tags: { notice: [{ exists: true }], other: [{ exists: false }] } } } }],
    [{ detail: { missing: { deeper: [{ exists: false }] } } }],
    [{ detail: { recipients: { address: ['b@example.com'] } } }],
  ])('%j', (pattern) => {
    checkPattern(pattern, 'Rule');
    expect(fitsPattern(pattern, event)).toBe(true);
  });

  it.each<[EventPattern]>([
    [{ source: ['aws.ses'], 'detail-type': ['Email Sent'] }],
    [{ detail: { count: ['3'] } }],
    [{ detail: { mail: { tags: { 'ses:configuration-set': ['other'] } } } }],
    [{ source: [{ prefix: 'com.' }] }],
    [{ source: [{ 'anything-but': ['aws.ses'] }] }],
    [{ detail: { missing: [{ 'anything-but': 'x' }] } }],
    [{ detail: { mail: [{ exists: true }] } }],
    [{ detail: { mail: { tags: { other: [{ exists: true }] } } } }],
  ])('but not %j', (pattern) => {
    checkPattern(pattern, 'Rule');
    expect(fitsPattern(pattern, event)).toBe(false);
  });
});

describe('a pattern', () => {
  it.each([
    [
      { detail: { count: [{ numeric: ['>', 1] }] } },
      'Rule.detail.count has {"numeric":[">",1]}, which is not modelled locally',
    ],
    [{ source: [{ 'equals-ignore-case': 'a' }] }, 'allowed: a value, or one of prefix, suffix, anything-but, exists'],
    [{ source: [{ prefix: { 'equals-ignore-case': 'a' } }] }, 'Rule.source has'],
    [{ $or: [{ source: ['a'] }] }, 'Rule.$or is not modelled locally'],
    [{ source: 'aws.ses' }, 'Rule.source is "aws.ses"; allowed: an object with fields'],
    [{ source: [] }, 'Rule.source is an empty list'],
    [undefined, 'Rule is undefined'],
  ])('is refused by name: %j', (pattern, message) => {
    expect(() => checkPattern(pattern, 'Rule')).toThrow(message);
  });
});
