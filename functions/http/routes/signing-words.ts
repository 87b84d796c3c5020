import { type Agreement, hasDied, personOf, type Renewal } from '../../domain/agreement/agreement.ts';
import { firstChargeCents, latestFirstRenewal } from '../../domain/agreement/first-term.ts';
import { joiningBy } from '../../domain/agreement/joining.ts';
import { costOfMember } from '../../domain/agreement/member-fee.ts';
import { addDays, practiceDate } from '../../domain/calendar/practice-time.ts';
import type { AskedMember } from '../../domain/people/member.ts';
import { fullName } from '../../domain/people/person.ts';
import { mayStopHsa } from '../../domain/practice/hsa.ts';
import { type PracticeBook, physicianOf } from '../../domain/practice/practice.ts';
import { feeCentsFrom } from '../../domain/practice/price.ts';
import { renewalBy } from '../../domain/renewal/changed-terms.ts';
import type { SignedDocument, Signer, SigningCapacity } from '../../domain/signing/signed-document.ts';
import { isPatientSide } from '../../domain/signing/signers.ts';
import { installments } from '../../domain/term/term.ts';
import { changeWords } from '../../pages/change-words.ts';
import { type Disclosure, disclosuresFor } from '../../pages/disclosures.ts';
import type { KeyTerms } from '../../pages/key-terms.tsx';
import { firstTermWords } from '../../pages/plan-words.ts';
import type { SignatureFace } from '../../pages/signature-list.tsx';

/** An agreement in the words of the signing pages. */
export function keyTermsOf(
  book: PracticeBook,
  agreement: Agreement,
  document: SignedDocument,
  today: string,
): KeyTerms {
  const renewal = renewalBy(agreement, document.documentId);
  const joins = joiningBy(agreement, document.documentId);
  const { plan, price } = renewal ?? agreement;
  const about = {
    memberNames: agreement.members.map(fullName),
    physicianName: physicianNameOf(book, agreement),
    planName: plan.name,
    price,
    installments: plan.installments,
    startRule: plan.startRule,
    mayStopHsa: mayStopHsa(plan, price),
  };
  if (joins !== undefined) return { ...about, ...joiningTerms(agreement, joins, today) };
  return { ...about, ...(renewal === undefined ? firstTerms(agreement, today) : nextTerms(agreement, renewal)) };
}

/** As it is for all once the adult has joined; what is paid once, at the beginning, is not paid again. */
function joiningTerms(agreement: Agreement, asked: AskedMember, today: string) {
  const { price, restCents, endsOn, nextFeeCents } = costOfMember(agreement, asked, today);
  return {
    memberNames: [...agreement.members, asked].map(fullName),
    price: { ...price, enrolmentFeeCents: 0 },
    firstChargeCents: restCents,
    joining: { name: fullName(asked), oldFeeCents: agreement.price.feeCents, endsOn },
    renewal: { feeCents: nextFeeCents, renewsOn: addDays(endsOn, 1) },
  };
}

function firstTerms(agreement: Agreement, today: string) {
  const { plan, price, terms, startOn } = agreement;
  return {
    firstChargeCents: firstChargeCents(agreement, today),
    firstTerm: firstTermWords(plan.renewal) || undefined,
    startsOn: terms[0]?.startsOn ?? startOn,
    renewal: {
      // A price that is held for less than that is not what is charged then.
      feeCents: feeCentsFrom(price, latestFirstRenewal(agreement, today)),
      monthDay: plan.renewal.on === 'common-date' ? plan.renewal.monthDay : undefined,
    },
  };
}

function nextTerms(agreement: Agreement, renewal: Renewal) {
  const { price, startsOn, endsOn } = renewal;
  return {
    firstChargeCents: firstPaymentCents(renewal),
    startsOn,
    change: { startsOn, oldFeeCents: agreement.price.feeCents, changes: changeWords(agreement, renewal) },
    renewal: { feeCents: feeCentsFrom(price, addDays(endsOn, 1)), renewsOn: addDays(endsOn, 1) },
  };
}

/** The name of whoever joins by a document, or has joined by it. */
export function joinsBy(
  { askedMembers = [], members }: Agreement,
  { kind, signers }: SignedDocument,
): string | undefined {
  if (kind !== 'joining') return undefined;
  const newest = signers.findLast(isPatientSide)?.memberId;
  const person = [...askedMembers, ...members].find(({ memberId }) => memberId === newest);
  return person && fullName(person);
}

/** What is charged on the first day of the next term. */
export function firstPaymentCents({ term: number, startsOn, endsOn, plan, price }: Renewal): number {
  const [first] = installments({ number, startsOn, endsOn }, price.feeCents, plan.installments);
  return first?.amountCents ?? price.feeCents;
}

/**
 * What must be accepted one by one: those that the document was drawn up with, whatever has become of the physician's
 * Medicare status since; else nobody could accept them all.
 */
export function disclosuresOf(book: PracticeBook, agreement: Agreement, document: SignedDocument): Disclosure[] {
  const name = physicianNameOf(book, agreement);
  const statuses = ['not-opted-out', 'opted-out'] as const;
  const all = statuses.flatMap((medicareStatus) =>
    disclosuresFor({
      practiceName: book.practice.name,
      physician: { name, medicareStatus },
      plan: (renewalBy(agreement, document.documentId) ?? agreement).plan,
      isMedicareBeneficiary: true,
    }),
  );
  // Most are the same for both.
  const byId = new Map(all.map((disclosure) => [disclosure.id, disclosure]));
  return document.disclosureIds.flatMap((id) => byId.get(id) ?? []);
}

export function signaturesOf(
  book: PracticeBook,
  timeZone: string,
  agreement: Agreement,
  document: SignedDocument,
): SignatureFace[] {
  return document.signers.map((signer) => {
    const { capacity, signature } = signer;
    const isPhysician = capacity === 'physician';
    const signedOn = signature?.onPaper?.signedOn ?? (signature && practiceDate(signature.at, timeZone));
    return {
      name: isPhysician ? physicianNameOf(book, agreement) : fullName(personOf(agreement, signer)),
      capacity: capacityOf(agreement, signer),
      signed:
        signature === undefined || signedOn === undefined
          ? undefined
          : { as: signature.name, on: signedOn, drawing: signature.drawing },
      hasDied: hasDied(agreement, signer),
    };
  });
}

const capacityWords: Record<SigningCapacity, string> = {
  self: 'Patient',
  parent: 'Parent',
  guardian: 'Guardian',
  agent: 'Agent under a power of attorney',
  'court-guardian': 'Court-appointed guardian',
  physician: 'Physician',
};

/** "Patient, and parent of Ann and Ben". */
export function capacityOf({ members }: Agreement, { capacity, wards = [] }: Signer): string {
  const [first] = wards;
  if (first === undefined) return capacityWords[capacity];
  const names = members.filter((member) => wards.some(({ memberId }) => memberId === member.memberId));
  const list = new Intl.ListFormat('en').format(names.map(({ firstName }) => firstName));
  const acting = capacityWords[first.capacity];
  const preposition = first.capacity === 'agent' ? 'for' : 'of';
  return capacity === 'self'
    ? `Patient, and ${acting.toLowerCase()} ${preposition} ${list}`
    : `${acting} ${preposition} ${list}`;
}

/** The full names of those for whom somebody signs, themself included if they are a patient. */
export function coveredBy(
  { members, askedMembers = [] }: Agreement,
  { capacity, memberId, wards = [] }: Signer,
): string[] {
  const isCovered = (id: string) =>
    (capacity === 'self' && id === memberId) || wards.some((one) => one.memberId === id);
  return [...members, ...askedMembers].filter((member) => isCovered(member.memberId)).map(fullName);
}

/** What is charged when the physician has signed, if that is today; what was asked for, once that is known. */
export function amountOf(agreement: Agreement, today: string): number {
  return agreement.invoices[0]?.amountCents ?? firstChargeCents(agreement, today);
}

export function physicianNameOf(book: PracticeBook, agreement: Agreement): string {
  return physicianOf(book, agreement.physicianId).name;
}
