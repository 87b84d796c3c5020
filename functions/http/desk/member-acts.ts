import { type Agreement, personOf, termFeeCents } from '../../domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { withMemberFee } from '../../domain/agreement/member-fee.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { formatCents, sumCents } from '../../domain/money/money.ts';
import type { Member } from '../../domain/people/member.ts';
import { planRefusal } from '../../domain/practice/plan-refusal.ts';
import { childSigners } from '../../domain/signing/signers.ts';
import { longDate } from '../../pages/civil-date-words.ts';
import { readCoverage, readPerson } from '../forms/application-form.ts';
import type { Acting } from './acting.ts';
import { howWords, media } from './media.ts';

/** A child joins a household; what it costs is said beside the box that says that they know. */
export function addChild({ request, loaded, checks, by, today }: Acting): AgreementEvent {
  const { agreement } = loaded;
  const person = { ...readPerson(checks, today), ...readCoverage(checks) };
  const signers = childSigners(agreement);
  const ids = signers.map((signer) => signer.signerId);
  const [only = '', ...others] = ids;
  const signerId =
    others.length === 0 ? only : checks.choice('guardian', ids, 'Please choose who signs for the child.');
  const capacities = ['parent', 'guardian'] as const;
  const capacity = checks.choice('capacity', capacities, 'Please say whether it is a parent or a guardian.');
  const { memberId = '' } = request.form;
  const guardian = { signerId, capacity };
  const signer = signers.find((one) => one.signerId === signerId);
  const address = signer && (personOf(agreement, signer).address ?? agreement.members[0]?.address);
  if (address !== undefined && !checks.hasErrors) {
    const member = { ...person, address, memberId };
    const physician = request.book.physicians.find((one) => one.physicianId === agreement.physicianId);
    const refusal = physician && planRefusal(agreement.plan, physician, [member]);
    if (refusal !== undefined) checks.say('coverage', `${refusal}.`);
    checks.checked('knows', priceWords(agreement, member, today));
  }
  return { type: 'member_added', memberId, person, guardian, by };
}

function priceWords(agreement: Agreement, member: Member, today: string): string {
  const { agreement: after } = withMemberFee(agreement, { member, others: agreement.members, from: today, sign: 1 });
  const feeOf = ({ terms }: Agreement) => sumCents(terms.map(termFeeCents));
  const endsOn = after.terms.at(-1)?.endsOn ?? today;
  const rest = formatCents(feeOf(after) - feeOf(agreement));
  const year = formatCents(after.price.feeCents - agreement.price.feeCents);
  return `It costs ${rest} more until ${longDate(endsOn)}, and ${year} more a year from then on. Please tell whoever pays, then tick this box.`;
}

export function memberLeaves({ request, checks, by, today }: Acting): AgreementEvent {
  const medium = checks.choice('medium', media, howWords);
  const noticeReceivedOn = checks.day('receivedOn', { from: addDays(today, -60), to: today });
  if (noticeReceivedOn === '') checks.say('receivedOn', 'Please enter the day on which it came.');
  const lastDay = checks.day('lastDay', { from: addDays(today, -60), to: addDays(today, 800) });
  if (lastDay === '') checks.say('lastDay', 'Please enter the last day.');
  const { memberId = '' } = request.form;
  return { type: 'member_leaves', memberId, lastDay, noticeReceivedOn, medium, by };
}
