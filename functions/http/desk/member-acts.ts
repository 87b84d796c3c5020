import { askAdult } from '../../actions/ask-adult.ts';
import { type Agreement, personOf } from '../../domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { costOfMember } from '../../domain/agreement/member-fee.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { formatCents } from '../../domain/money/money.ts';
import type { Member } from '../../domain/people/member.ts';
import { isMinor, isNamedAlike, type Person } from '../../domain/people/person.ts';
import { planRefusal } from '../../domain/practice/plan-refusal.ts';
import { physicianOf } from '../../domain/practice/practice.ts';
import { needsPrivateContract } from '../../domain/practice/private-contract.ts';
import { childSigners } from '../../domain/signing/signers.ts';
import { longDate } from '../../pages/civil-date-words.ts';
import { type Answer, seeOther } from '../answer.ts';
import { addressFields, readAddress } from '../forms/address.ts';
import { readCoverage, readPerson } from '../forms/application-form.ts';
import type { Acting } from './acting.ts';
import { howWords, media } from './media.ts';
import { refusalWords } from './refusal-words.ts';

/** An adult is asked to join. What it costs stands in what all of them sign. */
export async function inviteAdult({ request, loaded, checks, by, today }: Acting): Promise<Answer | undefined> {
  const { deps, book, form } = request;
  const { agreement } = loaded;
  const { agreementId } = agreement;
  const named = { ...readPerson(checks, today), ...readCoverage(checks) };
  const email = checks.email('email', { optional: true });
  const phone = form.phone ? checks.phone('phone') : '';
  const ownAddress = addressFields.some((field) => form[field]) ? readAddress(checks) : undefined;
  const address = ownAddress ?? agreement.members[0]?.address;
  if (checks.hasErrors || address === undefined) return undefined;
  const person = { ...named, ...(email === '' ? {} : { email }), ...(phone === '' ? {} : { phone }), address };
  const refusal = planRefusal(agreement.plan, physicianOf(book, agreement.physicianId), [person]);
  if (refusal !== undefined) checks.say('coverage', `${refusal}.`);
  if (isMinor(person, today)) checks.say('birthDate', refusalWords.not_of_age);
  if (checks.hasErrors) return undefined;
  const asked = await askAdult(deps, book, agreementId, { memberId: form.memberId ?? '', person, by });
  if (asked.refusal === undefined && !asked.isKnown) return seeOther(`/desk/agreements/${agreementId}?done=adult-add`);
  // A form that came twice; else somebody else was recorded under that id meanwhile.
  const isLate = asked.refusal === 'nothing_changes';
  if (isLate && isAskedAlready(agreement, form.memberId, person)) {
    return seeOther(`/desk/agreements/${agreementId}?done=adult-add`);
  }
  if (asked.refusal === undefined) checks.say('form', knownWords);
  else checks.say('form', refusalWords[isLate ? 'changed_meanwhile' : asked.refusal]);
  return undefined;
}

function isAskedAlready({ askedMembers = [], members }: Agreement, memberId: string | undefined, person: Person) {
  return [...askedMembers, ...members].some((one) => one.memberId === memberId && isNamedAlike(one, person));
}

const knownWords =
  'Somebody of this name and date of birth has an agreement, or an application that waits. See to that first, so that nobody is charged twice.';

/** A child joins a household; what it costs is said beside the box that says that they know. */
export function addChild({ request, loaded, checks, by, today }: Acting): AgreementEvent {
  const { agreement } = loaded;
  const physician = physicianOf(request.book, agreement.physicianId);
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
    const refusal = planRefusal(agreement.plan, physician, [member]);
    if (refusal !== undefined) checks.say('coverage', `${refusal}.`);
    checks.checked('knows', priceWords(agreement, member, today));
  }
  const contract = needsPrivateContract(physician, [person]) ? { needsPrivateContract: true } : {};
  return { type: 'member_added', memberId, person, guardian, ...contract, by };
}

function priceWords(agreement: Agreement, member: Member, today: string): string {
  const { restCents, yearCents, endsOn } = costOfMember(agreement, member, today);
  return `It costs ${formatCents(restCents)} more until ${longDate(endsOn)}, and ${formatCents(yearCents)} more a year from then on. Please tell whoever pays, then tick this box.`;
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
