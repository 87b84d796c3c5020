import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkTemplate, drawUp, TemplateError } from '../../../../functions/adapters/templates/agreement-template.ts';
import { agreementHtml } from '../../../../functions/pages/markdown.ts';
import { aPerson, aPhysician, aPlan, aPrice } from '../../../support/builders.ts';
import { aPractice, template } from '../../../support/stored.ts';

const facts = {
  practice: aPractice(),
  physician: aPhysician(),
  plan: aPlan(),
  price: aPrice(),
  members: [aPerson()],
  firstTerm: '',
};
const demonstration = readFileSync('local/demonstration/agreement.md', 'utf8');

test('names, plan and price are filled in, in US notation', () => {
  const html = agreementHtml(drawUp(template, facts));
  for (const words of ['Paula Example', 'Dr. Sam Sample', 'Individual for $2,400 a year', 'Telemedicine visits']) {
    expect(html).toContain(words);
  }
});

test.each([
  ['a beneficiary', true, 'You give up no right'],
  ['somebody without Medicare', false, 'How to end it'],
])('the demonstration text can be drawn up for %s', (_, isMedicareBeneficiary, words) => {
  expect(() => checkTemplate(demonstration, facts)).not.toThrow();
  const text = drawUp(demonstration, { ...facts, members: [aPerson({ isMedicareBeneficiary })] });
  expect(text.includes('## Medicare')).toBe(isMedicareBeneficiary);
  expect(text.replace(/\s+/g, ' ')).toContain(words);
});

test.each([
  '<script>alert(1)</script>',
  '**bold** _it_ `code` [x](https://evil.example) ![x](y)',
  '# Heading\n\n> quote\n- list\n\n1. one',
  '{{ plan.price }} {% if true %}',
  'Back\\slash & "quotes" ~~gone~~ | a | b |',
  "O'Brien-Ñandú 🌲",
])('the name %j comes out as it is, never as markup', (firstName) => {
  const html = agreementHtml(drawUp('{{ member.name }}', { ...facts, members: [aPerson({ firstName })] }));
  expect(html).toMatch(/^<p>[^<]*<\/p>\s*$/);
  const shown = html
    .replace(/<\/?p>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
  expect(shown).toBe(`${firstName.replace(/\s+/g, ' ')} Example`);
});

test.each([
  ['{{ member.birthDate }}', 'unknown variables: member.birthDate'],
  ['{{ plan.services[0].nothing }} {{ nobody }}', 'unknown variables: nobody'],
  ['{% if %}', "can't be read"],
  ['{{ plan.name | shout }}', "can't be"],
  ['{{ plan.name', "can't be read"],
])('refuses a template with %s, and says why', (more, why) => {
  const check = () => checkTemplate(`${template} ${more}`, facts);
  expect(check).toThrow(TemplateError);
  expect(check).toThrow(why);
});

test.each(['practice.name', 'physician.name', 'member.name', 'plan.name', 'plan.price'])(
  'refuses a template that never says %s',
  (name) => {
    const without = template.replace(`{{ ${name} }}`, 'somebody');
    expect(() => checkTemplate(without, facts)).toThrow(`lacks variables that every agreement needs: ${name}`);
  },
);

test('refuses to draw up with a variable that is not there, rather than leave it empty', () => {
  expect(() => drawUp('{{ member.nickname }}', facts)).toThrow('undefined variable');
});

test('an enrolment fee stands in the text, and a template that leaves it out is refused', () => {
  const price = { feeCents: 240_000, enrolmentFeeCents: 15_000 };
  expect(drawUp(demonstration, { ...facts, price }).replace(/\s+/g, ' ')).toContain('**$150** once, to enrol');
  expect(drawUp(demonstration, facts)).not.toContain('to enrol');
  expect(() => checkTemplate(template, { ...facts, price })).toThrow(
    'lacks variables that every agreement needs: plan.enrolmentFee',
  );
});
