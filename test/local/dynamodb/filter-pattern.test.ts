import { describe, expect, test } from '@jest/globals';
import { fitsPattern, readPattern } from '../../../local/dynamodb/filter-pattern.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: {
    Keys: { PK: { S: 'A#1' }, SK: { S: 'WISH#2' } },
    NewImage: { n: { N: '1' }, b: { BOOL: true }, z: null },
  },
};
const fits = (pattern: object) => fitsPattern(readPattern(JSON.stringify(pattern), 'Wishes'), record);
const keys = (rule: unknown) => ({ dynamodb: { Keys: { SK: { S: [rule] } } } });

describe('a filter pattern', () => {
  test.each([
    ['a literal', { eventName: ['INSERT'] }, true],
    ['one of several literals', { eventName: ['MODIFY', 'INSERT'] }, true],
    ['no literal that is given', { eventName: ['REMOVE'] }, false],
    ['a boolean', { dynamodb: { NewImage: { b: { BOOL: [true] } } } }, true],
    ['null', { dynamodb: { NewImage: { z: [null] } } }, true],
    ['a prefix', keys({ prefix: 'WISH#' }), true],
    ['another prefix', keys({ prefix: 'A#' }), false],
    ['a field that exists', keys({ exists: true }), true],
    ['a field that must not exist', keys({ exists: false }), false],
    ['a field that is not there', { dynamodb: { NewImage: { ttl: { N: [{ exists: false }] } } } }, true],
    ['anything but', keys({ 'anything-but': ['A'] }), true],
    ['anything but this', keys({ 'anything-but': 'WISH#2' }), false],
    ['anything but, where there is nothing', { nothing: [{ 'anything-but': ['A'] }] }, false],
    ['all of several fields', { eventName: ['INSERT'], ...keys({ prefix: 'X' }) }, false],
    ['a field deeper than the record', { eventName: { deep: ['x'] } }, false],
  ])('with %s: %j: %s', (_, pattern, expected) => {
    expect(fits(pattern)).toBe(expected);
  });

  test.each([
    ['numeric', keys({ numeric: ['>', 1] }), /Wishes: the rule for S is not known here: \{"numeric"/],
    ['suffix', keys({ suffix: 'x' }), /suffix/],
    ['anything-but with a rule inside', keys({ 'anything-but': { prefix: 'x' } }), /anything-but/],
    ['$or', { $or: [{ a: ['b'] }] }, /\$or in a filter is not known/],
    ['a bare value', { eventName: 'INSERT' }, /must be an object down to its lists/],
  ])('refuses %s by name', (_, pattern, message) => {
    expect(() => fits(pattern)).toThrow(message);
  });
});
