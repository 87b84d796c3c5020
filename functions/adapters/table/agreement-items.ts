import type { Agreement, Question, Term } from '../../domain/agreement/agreement.ts';
import { joiningOf } from '../../domain/agreement/joining.ts';
import type { Invoice } from '../../domain/billing/invoice.ts';
import type { LedgerEntry } from '../../domain/ledger/ledger.ts';
import type { AskedMember, Member, OtherParty } from '../../domain/people/member.ts';
import { fullName } from '../../domain/people/person.ts';
import type { PhysicianChange } from '../../domain/physician/physician-change.ts';
import type { SignedDocument } from '../../domain/signing/signed-document.ts';
import { isPatientSide } from '../../domain/signing/signers.ts';
import type { ServiceUse } from '../../domain/use/service-use.ts';
import { emailHash, keys, personHash } from './keys.ts';
import type { Item } from './table.ts';

const neverDue = '9999-12-31';

/** The agreement as the items of its partition: the root with what is single, one item each for what it has several of. */
export function toItems(agreement: Agreement): Item[] {
  const {
    agreementId,
    members,
    formerMembers = [],
    askedMembers = [],
    parties,
    questions,
    documents,
    terms,
    invoices,
    ledger,
    uses,
    physicianChanges,
    ...root
  } = agreement;
  const part = (sortKey: string) => keys.agreementPart(agreementId, sortKey);
  const [first] = members;
  const joining = joiningOf(agreement);
  return [
    {
      ...keys.agreement(agreementId),
      ...root,
      agreementId,
      GSI1PK: `PHYSICIAN#${agreement.physicianId}`,
      GSI1SK: `NAME#${[first?.lastName, first?.firstName].join(' ').toLowerCase()}#${agreementId}`,
      title: members.map(fullName).join(', '),
      ...statusKeys(agreement),
      ...attentionKeys(agreement),
    },
    ...members.map((member) => ({
      ...part(`MEMBER#${member.memberId}`),
      ...member,
      ...emailKeys(member.email, agreementId),
      // While it is not over, the same person is not taken on unseen once more.
      ...(agreement.status === 'closed' || agreement.status === 'ended'
        ? {}
        : personKeys(member, `AGREEMENT#${agreementId}`)),
    })),
    // Nobody looks for them by address any more.
    ...formerMembers.map((member) => ({ ...part(`MEMBER#${member.memberId}`), ...member, hasLeft: true })),
    ...askedMembers.map((member) => ({
      ...part(`MEMBER#${member.memberId}`),
      ...member,
      isAsked: true,
      ...(member === joining?.asked
        ? { ...emailKeys(member.email, agreementId), ...personKeys(member, `AGREEMENT#${agreementId}`) }
        : {}),
    })),
    ...parties.map((party) => ({
      ...part(`PARTY#${party.partyId}`),
      ...party,
      ...emailKeys(party.email, agreementId),
    })),
    ...questions.map((question) => ({ ...part(`QUESTION#${question.questionId}`), ...question })),
    ...uses.map((use) => ({ ...part(`USE#${use.useId}`), ...use })),
    ...physicianChanges.map((change) => ({
      ...part(`CHANGE#${change.number}`),
      ...change,
      // Those that wait for the new physician's signature.
      ...(change.state === 'accepted' ? { GSI2PK: acceptedChanges, GSI2SK: `${change.answerBy}#${agreementId}` } : {}),
    })),
    ...documents.map((document) => ({
      ...part(`DOCUMENT#${document.documentId}`),
      ...document,
      ...queueKeys(agreement, document),
    })),
    ...terms.map((term) => ({ ...part(`TERM#${String(term.number).padStart(3, '0')}`), ...term })),
    ...invoices.map((invoice) => ({
      ...part(`INVOICE#${invoice.invoiceId}`),
      ...invoice,
      ...(invoice.status === 'draft' || invoice.status === 'open'
        ? { GSI2PK: `INVOICE#${invoice.status}`, GSI2SK: `${invoice.dueOn}#${agreementId}#${invoice.invoiceId}` }
        : {}),
    })),
    ...ledger.map((entry, index) => ({ ...part(`LEDGER#${String(index + 1).padStart(6, '0')}`), ...entry })),
  ];
}

/** Those that a person must look at stand in an index of their own, longest first. */
function attentionKeys({ agreementId, needsAttention: [first] }: Agreement) {
  return first === undefined ? {} : { GSI3PK: attentionPartition, GSI3SK: `${first.at}#${agreementId}` };
}

export const attentionPartition = 'ATTENTION';

export const acceptedChanges = 'CHANGE#accepted';
/** What waits for a physician's signature stands in the queue, by physician, what is over first in front. */
function queueKeys(
  { agreementId, physicianId }: Agreement,
  { documentId, status, expiresOn, signers }: SignedDocument,
) {
  const isAsked = signers.some((one) => !isPatientSide(one) && one.askedAt !== undefined);
  return status === 'open' && isAsked
    ? { GSI2PK: queuePartition, GSI2SK: [physicianId, expiresOn ?? neverDue, agreementId, documentId].join('#') }
    : {};
}

export const queuePartition = 'QUEUE';

/** By status and next date; those on a waiting list by their physician and since when they wait. */
function statusKeys({ agreementId, status, statusSince, physicianId, nextDate }: Agreement) {
  return status === 'waitlisted'
    ? { GSI2PK: waitlistPartition(physicianId), GSI2SK: `${statusSince}#${agreementId}` }
    : { GSI2PK: `STATUS#${status}`, GSI2SK: `${nextDate ?? neverDue}#${agreementId}` };
}

export function waitlistPartition(physicianId: string): string {
  return `WAITLIST#${physicianId}`;
}

function emailKeys(email: string | undefined, agreementId: string) {
  return email === undefined ? {} : { GSI1PK: `EMAIL#${emailHash(email)}`, GSI1SK: `AGREEMENT#${agreementId}` };
}

/** Who has an agreement, or an application that waits. */
export function personKeys(person: Parameters<typeof personHash>[0], of: `${'AGREEMENT' | 'APPLICATION'}#${string}`) {
  return { GSI3PK: `PERSON#${personHash(person)}`, GSI3SK: of };
}

/** The agreement from the items of its partition, or undefined when there is none. Other items are passed over. */
export function fromItems(items: Item[]): Agreement | undefined {
  const root = items.find((item) => item.SK === 'AGREEMENT');
  if (root === undefined) return undefined;
  const parts = <T>(prefix: string) =>
    items.filter((item) => String(item.SK).startsWith(prefix)).map((item) => withoutKeys(item) as T);
  const everybody = parts<(Member | AskedMember) & { hasLeft?: true; isAsked?: true }>('MEMBER#').sort(
    byNumber('memberId'),
  );
  const formerMembers = everybody.flatMap(({ hasLeft, ...member }) => (hasLeft ? [member] : []));
  const askedMembers = everybody.flatMap(({ isAsked, ...member }) => (isAsked ? [member as AskedMember] : []));
  return {
    ...(withoutKeys(root) as Omit<
      Agreement,
      | 'members'
      | 'formerMembers'
      | 'askedMembers'
      | 'parties'
      | 'questions'
      | 'documents'
      | 'terms'
      | 'invoices'
      | 'ledger'
      | 'uses'
      | 'physicianChanges'
    >),
    members: everybody.filter(({ hasLeft, isAsked }) => !hasLeft && !isAsked),
    ...(formerMembers.length === 0 ? {} : { formerMembers }),
    ...(askedMembers.length === 0 ? {} : { askedMembers }),
    parties: parts<OtherParty>('PARTY#').sort(byNumber('partyId')),
    questions: parts<Question>('QUESTION#').sort(byNumber('questionId')),
    uses: parts<ServiceUse>('USE#').sort(byNumber('useId')),
    physicianChanges: parts<PhysicianChange>('CHANGE#').sort((a, b) => a.number - b.number),
    documents: parts<SignedDocument>('DOCUMENT#').sort(byNumber('documentId')),
    terms: parts<Term>('TERM#'),
    invoices: parts<Invoice>('INVOICE#').sort((a, b) => a.term - b.term || a.installment - b.installment),
    ledger: parts<LedgerEntry>('LEDGER#'),
  };
}

/** `m2` before `m10`, which the table's order would not give. */
function byNumber<Id extends string>(id: Id) {
  return (a: Record<Id, string>, b: Record<Id, string>) => Number(a[id].slice(1)) - Number(b[id].slice(1));
}

/** An item without its keys and index keys, and without what only lists show: what it says. */
export function withoutKeys(item: Item): Item {
  const { PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, GSI3PK, GSI3SK, ttl, title, ...rest } = item;
  return rest;
}
