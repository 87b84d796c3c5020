import { expect, test } from '@jest/globals';
import { agreementIn } from '../../../local/meter/subject.ts';

test.each([
  ['A#0123456789abcdef', '0123456789abcdef'],
  ['signing-0123456789abcdef-d1-r1', '0123456789abcdef'],
  ['{"task":"open-signing","agreementId":"zyxwvtsrqpnmkjhg"}', 'zyxwvtsrqpnmkjhg'],
  ['L#5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef', undefined],
  ['{"tags":{"owner":["agreement_zyxwvtsrqpnmkjhg"]}}', 'zyxwvtsrqpnmkjhg'],
  ['{"owner":{"kind":"agreement","id":"zyxwvtsrqpnmkjhg"}}', 'zyxwvtsrqpnmkjhg'],
  ['{"eventID":"7ee4a58984facf52"}', undefined],
  ['PRACTICE', undefined],
  ['010001a211b7f98e-1031d859-7d64-4cd1-bd1b-373b86b291ec-000000', undefined],
])('%s is about %s', (text, id) => expect(agreementIn(text)).toBe(id));

test('a text about several is about none of them', () => {
  expect(agreementIn('["A#0123456789abcdef","H#0123456789abcdef"]')).toBe('0123456789abcdef');
  expect(agreementIn('["A#0123456789abcdef","A#zyxwvtsrqpnmkjhg"]')).toBeUndefined();
});
