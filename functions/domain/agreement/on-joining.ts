import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { noticeKeys } from '../notices/notice.ts';
import { isMinor } from '../people/person.ts';
import { openChange } from '../physician/physician-change.ts';
import { stateRefusal } from '../practice/plan-refusal.ts';
import { laterDocument, nextDocumentId, nextSignerId } from '../signing/later-document.ts';
import type { DocumentStatus, SignedDocument, Signer } from '../signing/signed-document.ts';
import { daysToSign, hasLeft, isPatientSide } from '../signing/signers.ts';
import { type Agreement, documentOf, hasDied } from './agreement.ts';
import type { AgreementEvent, Decision, Outcome, Wish } from './events.ts';
import { joiningBy, joiningOf } from './joining.ts';
import { nextFeeCents } from './member-fee.ts';
import { memberIds, nextMemberId } from './member-ids.ts';
import type { Course } from './on-signing.ts';
import { takeIn } from './take-in.ts';
import { both, decided, wakeSigning, withDocument, withMark, withoutMark } from './with.ts';

// An adult joins while a year runs: everybody who signed, the adult and the physician sign a document that names all of them
// and the new price. Until the last signature nothing changes but that a seat is kept.

type EventOf<Type extends AgreementEvent['type']> = Extract<AgreementEvent, { type: Type }>;

/** By staff, once at a time: another would have to sign what names the first. */
export function askAdult(agreement: Agreement, event: EventOf<'adult_asked'>, now: string, today: string): Outcome {
  const { type, memberId, person, text, by } = event;
  if (memberIds(agreement).includes(memberId)) return { refusal: 'nothing_changes' };
  if (joiningOf(agreement) !== undefined) return { refusal: 'joining_under_way' };
  // Seats are held on two panels until then.
  if (openChange(agreement) !== undefined) return { refusal: 'change_under_way' };
  if (memberId !== nextMemberId(agreement)) return { refusal: 'not_found' };
  if (isMinor(person, today)) return { refusal: 'not_of_age' };
  const documentId = nextDocumentId(agreement);
  const asked = { memberId, ...person, documentId, askedBy: by };
  const signer: Signer = {
    signerId: nextSignerId(agreement),
    capacity: 'self',
    memberId,
    ...(person.email === undefined ? { onPaper: true } : {}),
  };
  const document = laterDocument(agreement, 'joining', text, signer);
  const out = {
    ...agreement,
    askedMembers: [...(agreement.askedMembers ?? []), asked],
    documents: [...agreement.documents, document],
  };
  // Before the first care, so staff know of it from now on.
  const marked = event.needsPrivateContract ? withMark(out, 'private_contract', now, memberId) : out;
  return decided(marked, type, { memberId, documentId, ...text, by }, [wakeSigning(document)]);
}

/** The document by which an adult joins. */
export const onJoining: Course = {
  /** Until the year that runs is over: the days and the price that it names are those of that year. */
  opened(agreement, document, _now, today) {
    const latest = addDays(today, daysToSign);
    const [expiresOn = latest] = [latest, agreement.terms.at(-1)?.endsOn ?? latest].sort();
    return withDocument(agreement, { ...document, expiresOn });
  },

  /** From this day on the adult is a member. */
  completed(completed, document, data, now, timeZone) {
    const countersigned = decided(completed, 'countersigned', data, [wakeSigning(document)]);
    const asked = joiningBy(completed, document.documentId);
    if (asked === undefined) return countersigned;
    const today = practiceDate(now, timeZone);
    const { documentId, askedBy, ...person } = asked;
    const askedMembers = completed.askedMembers?.filter((one) => one !== asked) ?? [];
    const { askedMembers: _, ...rest } = completed;
    const others = askedMembers.length === 0 ? rest : { ...rest, askedMembers };
    const taken = takeIn(others, { ...person, joined: { on: today, recordedBy: askedBy } }, today);
    const { feeCents } = taken.agreement.price;
    const { memberId } = person;
    // They may have moved since they were asked.
    const isSold = stateRefusal(taken.agreement.plan, person) === undefined;
    const joined = isSold ? taken.agreement : withMark(taken.agreement, 'plan_not_for_state', now, memberId);
    const about = { memberId, documentId, feeCents };
    return both(countersigned, decided(joined, 'adult_joined', about, taken.wishes));
  },

  /** Of anybody who was to sign: it comes to nothing, and the agreement goes on as it is. */
  declined(agreement, document, now) {
    const over = endJoining(agreement, document, 'declined');
    return { ...over, agreement: withMark(over.agreement, 'joining_declined', now), facts: [] };
  },

  expired(agreement, document, now) {
    const over = endJoining(agreement, document, 'expired');
    const marked = withMark(over.agreement, 'joining_expired', now);
    return decided(marked, 'document_expired', { documentId: document.documentId }, over.wishes);
  },
};

/** By staff, until the physician has signed. */
export function stopJoining(agreement: Agreement, { type, documentId, by }: EventOf<'joining_stopped'>): Outcome {
  const document = documentOf(agreement, documentId);
  if (document?.kind !== 'joining') return { refusal: 'not_found' };
  if (document.status === 'voided') return { refusal: 'nothing_changes' };
  if (document.status !== 'open') return { refusal: 'document_closed' };
  const over = endJoining(agreement, document, 'voided');
  return decided(over.agreement, type, { documentId, by }, over.wishes);
}

/**
 * What is signed names everybody, the physician, the year and its price: where a decision changes one of these, it holds no
 * more, and staff may ask anew.
 */
export function stopWhatHoldsNoMore(before: Agreement, decision: Decision, now: string): Decision {
  const { agreement } = decision;
  const joining = joiningOf(agreement);
  if (joining === undefined || joiningOf(before) === undefined || namedBy(agreement) === namedBy(before))
    return decision;
  const { documentId } = joining.document;
  const over = endJoining(agreement, joining.document, 'voided');
  const marked = withMark(over.agreement, 'joining_stopped', now);
  return both(decision, decided(marked, 'joining_stopped', { documentId }, over.wishes));
}

function namedBy(agreement: Agreement): string {
  const { status, physicianId, plan, price, terms, renewal, members } = agreement;
  const endsOn = terms.at(-1)?.endsOn;
  return JSON.stringify([
    status,
    physicianId,
    openChange(agreement)?.number,
    [plan.planId, plan.version, price.feeCents, terms.length, renewal?.documentId],
    endsOn && nextFeeCents(agreement, members, endsOn),
    members.map(({ memberId, died, departure, guardian }) => [
      memberId,
      died?.on,
      departure?.lastDay,
      guardian?.number,
    ]),
  ]);
}

/** Its seat is free, its links are over, and whoever was to sign is told. */
function endJoining(agreement: Agreement, document: SignedDocument, status: DocumentStatus) {
  const { documentId, signers } = document;
  const told = signers.filter(
    (signer) => isPatientSide(signer) && !hasDied(agreement, signer) && !hasLeft(agreement, signer),
  );
  const wishes: Wish[] = [
    wakeSigning(document),
    ...told.map(
      ({ signerId }): Wish => ({ workflow: 'notice', noticeKey: noticeKeys.joiningOver(documentId, signerId) }),
    ),
  ];
  const over = withDocument(agreement, { ...document, status });
  const asked = joiningBy(agreement, documentId);
  return {
    // Whoever does not come needs no private contract.
    agreement: asked === undefined ? over : withoutMark(over, 'private_contract', asked.memberId),
    wishes,
  };
}
