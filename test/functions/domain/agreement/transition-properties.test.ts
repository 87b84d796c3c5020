import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Agreement,
  type AgreementStatus,
  termFeeCents,
} from '../../../../functions/domain/agreement/agreement.ts';
import { withNextDate } from '../../../../functions/domain/agreement/next-date.ts';
import { chain, emptyTrail, firstBreak } from '../../../../functions/domain/audit/audit-trail.ts';
import { checkReturned } from '../../../../functions/domain/billing/collection.ts';
import { type Invoice, isOnItsWay } from '../../../../functions/domain/billing/invoice.ts';
import { addDays, practiceDate } from '../../../../functions/domain/calendar/practice-time.ts';
import { promisedParts, settlementsOf } from '../../../../functions/domain/ending/settlements.ts';
import { creditCents, remainingCents } from '../../../../functions/domain/ledger/invoice-money.ts';
import { balanceCents, keptCents } from '../../../../functions/domain/ledger/ledger.ts';
import { sumCents } from '../../../../functions/domain/money/money.ts';
import type { Member } from '../../../../functions/domain/people/member.ts';
import { lastChange } from '../../../../functions/domain/physician/physician-change.ts';
import type { DocumentStatus } from '../../../../functions/domain/signing/signed-document.ts';
import { sequences } from '../../../support/property-runs.ts';
import { type Life, life, type Step } from './random-life.ts';

const numRuns = sequences();

/** The arrows of the picture in DESIGN part 5, as far as they are built; a status may always stay. */
const mayBecome: Record<AgreementStatus, AgreementStatus[]> = {
  waitlisted: ['offered', 'closed'],
  offered: ['awaiting_signature', 'closed'],
  awaiting_signature: ['awaiting_countersignature', 'closed'],
  // Where nothing is to be paid, it is in force at once.
  // Where whoever was to pay stops, another way to pay is waited for.
  awaiting_countersignature: ['awaiting_signature', 'awaiting_payment', 'active', 'closed'],
  awaiting_payment: ['active', 'closed'],
  active: ['in_grace', 'ending'],
  in_grace: ['active', 'ending'],
  ending: ['active', 'ended'],
  ended: [],
  closed: [],
};
const documentMayBecome: Record<DocumentStatus, DocumentStatus[]> = {
  open: ['completed', 'declined', 'expired', 'voided'],
  completed: [],
  declined: [],
  expired: [],
  voided: [],
};
const invoiceMayBecome: Record<Invoice['status'], Invoice['status'][]> = {
  // What was paid ahead may pay it as it is opened.
  draft: ['open', 'paid', 'void'],
  open: ['paid', 'uncollectible', 'void'],
  // A check that the bank takes back opens it again.
  paid: ['open'],
  // A check may come for what was written off.
  uncollectible: ['paid'],
  void: [],
};

/** The same lives for every property: half of the time goes into living them. */
const drawn = { numRuns, seed: Math.floor(Math.random() * 2 ** 31) };
let lives: Life[];
beforeAll(() => {
  lives = fc.sample(life, drawn);
});

function forEveryLife(check: (one: Life) => void): void {
  try {
    lives.forEach(check);
  } catch (error) {
    // Lived once more, so that what fails is made as short as it can be.
    fc.assert(fc.property(life, check), drawn);
    throw error;
  }
}

function forEveryStep(check: (step: Step) => void): void {
  forEveryLife(({ steps }) => {
    steps.forEach(check);
  });
}

const raises = ['fresh_link_requested', 'link_resent', 'wrong_person_reported', 'contact_corrected', 'email_consented'];
const marks =
  /^(attention_|date_came|contact_corrected|email_(?:refused|withdrawn|consented)|letter_returned|restarted|repaired|physician_leaves|invoice_|grace_over|renewal_accepted|renewal_due|care_ended|refund_posted|payment_succeeded|payment_recorded|check_bounced|death_|credit_given|owed_|paid_back|departure_settled|question_|paper_wanted|wrong_person_reported|payer_declined|payer_named)/;

/** Signers as they stand in each document. */
function signersOf({ documents }: Agreement) {
  return documents.flatMap(({ documentId, signers }) =>
    signers.map((one) => ({ ...one, documentId, id: documentId + one.signerId })),
  );
}

/** Whoever was to pay has stopped, and the physician is not asked any more. */
function isBack({ before, agreement }: { before: Agreement; agreement: Agreement }): boolean {
  return before.status === 'awaiting_countersignature' && agreement.status === 'awaiting_signature';
}

function pairsById<T>(before: T[], after: T[], idOf: (item: T) => string): [T, T | undefined][] {
  const byId = new Map(after.map((item) => [idOf(item), item]));
  return before.map((item) => [item, byId.get(idOf(item))]);
}

describe('in any life of an agreement', () => {
  test('the status changes only along the arrows, and says since when', () => {
    forEveryStep(({ before, now, decision: { agreement } }) => {
      if (agreement.status === before.status) {
        expect(agreement.statusSince).toBe(before.statusSince);
        return;
      }
      expect(mayBecome[before.status]).toContain(agreement.status);
      expect(agreement.statusSince).toBe(now);
    });
  });

  test('a document and an invoice change only along their own arrows, and none is lost', () => {
    forEveryStep(({ before, decision: { agreement } }) => {
      for (const [old, kept] of pairsById(before.documents, agreement.documents, (one) => one.documentId)) {
        expect([old.status, ...documentMayBecome[old.status]]).toContain(kept?.status);
      }
      for (const [old, kept] of pairsById(before.invoices, agreement.invoices, (one) => one.invoiceId)) {
        expect([old.status, ...invoiceMayBecome[old.status]]).toContain(kept?.status);
      }
    });
  });

  test('who it is, its version and its trail are left alone; its run is raised by a restart, its plan changes by a renewal alone, its price with the members, too, its physician by a change that is done', () => {
    forEveryStep(({ before, event, decision: { agreement } }) => {
      if (agreement.terms.length <= Math.max(1, before.terms.length)) {
        expect(agreement.plan).toEqual(before.plan);
        const isSame = agreement.members.length === before.members.length;
        if (isSame) expect(agreement.price).toEqual(before.price);
      }
      expect(agreement.run).toBe(before.run + (event.type === 'restarted' ? 1 : 0));
      if (lastChange(agreement)?.state !== 'done') expect(agreement.physicianId).toBe(before.physicianId);
      for (const field of ['agreementId', 'version', 'audit'] as const) {
        expect(agreement[field]).toBe(before[field]);
      }
    });
  });

  test('its people stay who they are, also when they have left', () => {
    forEveryStep(({ before, event, decision: { agreement, facts } }) => {
      if (
        !/^(contact_corrected|email_(?:refused|withdrawn|consented)|wrong_person_reported|letter_returned|date_came|death_|member_|guardian_|care_ended|refund_)/.test(
          event.type,
        )
      ) {
        const joined = facts.some(({ type }) => type === 'adult_joined') ? agreement.members.slice(-1) : [];
        expect(agreement.members).toEqual([...before.members, ...joined]);
        expect(agreement.formerMembers).toEqual(before.formerMembers);
      }
      const everybody = ({ members, formerMembers = [], askedMembers = [] }: Agreement): Member[] => [
        ...members,
        ...formerMembers,
        ...askedMembers.map(({ documentId, askedBy, ...person }) => person),
      ];
      for (const [old, kept] of pairsById(everybody(before), everybody(agreement), (one) => one.memberId)) {
        const { email, phone, address, emailRefused, emailCorrectedAt, emailCorrections, letterReturnedOn, ...rest } =
          old;
        const { noted, departure, died, guardian, ...person } = rest;
        expect(kept).toMatchObject(person);
      }
    });
  });

  test('a signature once given never changes, nor what was accepted before it', () => {
    forEveryStep(({ before, decision: { agreement } }) => {
      for (const [old, now] of pairsById(signersOf(before), signersOf(agreement), ({ id }) => id)) {
        for (const field of ['signature', 'recordsConsent', 'disclosuresAccepted', 'readAt'] as const) {
          if (old[field] !== undefined) expect(now?.[field]).toEqual(old[field]);
        }
        const isAskedNoMore = isBack({ before, agreement }) && old.capacity === 'physician';
        if (old.askedAt !== undefined) expect(now?.askedAt).toBe(isAskedNoMore ? undefined : old.askedAt);
        if (old.signature !== undefined) expect(now?.renewalConsent).toBe(old.renewalConsent);
      }
    });
  });

  test('an amount never changes, and no invoice is charged twice or paid more than it asks for', () => {
    forEveryStep(({ before, decision: { agreement } }) => {
      for (const [old, now] of pairsById(before.invoices, agreement.invoices, (one) => one.invoiceId)) {
        // A draft is nobody's to pay yet.
        if (old.status !== 'draft') expect(now?.amountCents).toBe(old.amountCents);
        expect(now?.attempts.slice(0, old.attempts.length)).toEqual(old.attempts);
        expect(now?.attempts.filter(({ outcome }) => outcome === 'succeeded').length).toBeLessThanOrEqual(1);
        if (now === undefined) continue;
        expect(remainingCents(now)).toBeGreaterThanOrEqual(0);
        if (now.status === 'paid') expect(remainingCents(now)).toBe(0);
        if (now.status === 'open') expect(remainingCents(now)).toBeGreaterThan(0);
      }
    });
  });

  test('the next date is the one that follows from it, whatever happened', () => {
    forEveryStep(({ decision: { agreement } }) => {
      if (['active', 'ending', 'ended'].includes(agreement.status)) {
        expect(agreement.nextDate).toBe(withNextDate(agreement).nextDate);
      }
    });
  });

  test('what is owed is the sum of the ledger, to the cent: what is open, less what was paid ahead', () => {
    forEveryStep(({ before, decision: { agreement } }) => {
      const { invoices, ledger, status, endings } = agreement;
      expect(ledger.slice(0, before.ledger.length)).toEqual(before.ledger);
      expect(new Set(ledger.map(({ entryId }) => entryId)).size).toBe(ledger.length);
      const open = invoices.filter((one) => one.status === 'open');
      if (status === 'ended') {
        const settlement = endings.at(-1)?.settlement;
        // What comes or bounces after the end is no part of its settlement: a person looks.
        const moves = ['bounced-check', 'payment', 'write-off'];
        const late = ledger.filter(({ at, kind }) => moves.includes(kind) && at >= agreement.statusSince);
        const back = settlement?.parts.filter(({ doneOn }) => doneOn === undefined) ?? [];
        const toGoBack = sumCents([...back, ...promisedParts(agreement)].map(({ amountCents }) => amountCents));
        if (late.length === 0) expect(balanceCents(ledger)).toBe((settlement?.owedCents ?? 0) - toGoBack);
        return;
      }
      // What every payment brought lies in an invoice or is credit, and nothing is in two places.
      const kept = sumCents(ledger.filter(({ kind }) => kind === 'payment').map((one) => keptCents(ledger, one)));
      if (status !== 'closed') {
        // What goes back for members who left is of invoices that stay paid.
        const parts = settlementsOf(agreement).flatMap(({ settlement }) => settlement.parts);
        const gone = sumCents(parts.filter(({ doneOn }) => doneOn !== undefined).map((one) => one.amountCents));
        const toGo = sumCents(promisedParts(agreement).map((one) => one.amountCents));
        expect(sumCents(invoices.map(({ paidCents = 0 }) => paidCents)) + creditCents(agreement)).toBe(kept + gone);
        expect(balanceCents(ledger)).toBe(sumCents([...open.map(remainingCents), -creditCents(agreement), -toGo]));
      }
      if (status === 'active')
        expect(open.length === 0 || creditCents(agreement) === 0 || open.some(isOnItsWay)).toBe(true);
    });
  });

  test('a method fails once at most, and attempts follow the order of the methods', () => {
    forEveryStep(({ decision: { agreement } }) => {
      for (const { attempts } of agreement.invoices) {
        const failed = attempts
          .filter(({ outcome, code }) => outcome === 'failed' && code !== checkReturned)
          .map(({ methodNumber, retry = 0 }) => 100 * methodNumber + retry);
        expect(failed).toEqual([...new Set(failed)].toSorted((a, b) => a - b));
      }
    });
  });

  test('one in force is billed to the cent, paid for, signed by all, and has a next date', () => {
    forEveryStep(({ decision: { agreement } }) => {
      if (agreement.status !== 'active') return;
      const credits = agreement.formerMembers?.flatMap(({ departure }) => departure?.credits ?? []) ?? [];
      for (const term of agreement.terms) {
        const ofTerm = agreement.invoices.filter((one) => one.term === term.number);
        const given = credits.filter((one) => one.term === term.number).map(({ cents }) => cents);
        const askedCents = sumCents(ofTerm.map(({ amountCents }) => amountCents)) - sumCents(given);
        expect(askedCents).toBe(termFeeCents(term) + (term.enrolmentFeeCents ?? 0));
        expect(ofTerm.every(({ amountCents }) => amountCents >= 0)).toBe(true);
      }
      const bounced = agreement.ledger.some(({ kind }) => kind === 'bounced-check');
      if (!bounced) expect(agreement.invoices[0]?.status).toBe('paid');
      const signed = agreement.documents.filter(({ kind, status }) => kind === 'agreement' || status === 'completed');
      expect(signed.flatMap(({ signers }) => signers.map(({ signature }) => signature))).not.toContain(undefined);
      expect(agreement.nextDate).toBeDefined();
      expect(agreement.terms.length).toBeGreaterThan(0);
    });
  });

  test('one that is closed leaves nothing open and only ever notes what a person must look at', () => {
    forEveryStep(({ before, event, decision: { agreement, wishes } }) => {
      if (agreement.status !== 'closed') return;
      expect(agreement.documents.map(({ status }) => status)).not.toContain('open');
      expect(agreement.invoices.filter(({ status }) => status === 'open' || status === 'draft')).toEqual([]);
      expect(agreement).not.toHaveProperty('nextDate');
      if (before.status !== 'closed') return;
      expect(event.type).toMatch(
        /^attention_|^restarted$|^repaired$|^payment_succeeded$|^check_bounced$|^paid_back$|^owed_/,
      );
      expect(wishes).toEqual(event.type === 'restarted' ? [{ workflow: 'onboarding' }] : []);
    });
  });

  test('everyone signs before the last day is over, the physician only after the patient', () => {
    forEveryStep(({ event, before, now, timeZone, decision: { agreement } }) => {
      const [document] = agreement.documents;
      const lastDay = before.documents[0]?.expiresOn ?? '';
      const isFirst = event.type === 'signed' && event.documentId === 'd1';
      if (isFirst) expect(practiceDate(now, timeZone) <= lastDay).toBe(true);
      const [patient, physician] = document?.signers ?? [];
      if (physician?.signature !== undefined) expect(patient?.signature).toBeDefined();
      if (isFirst) expect(before.status).toMatch(/^awaiting_(counter)?signature$/);
    });
  });

  test('a payment method comes before the last day to sign is over, and its number is the next', () => {
    forEveryStep(({ event, before, now, timeZone, decision: { agreement } }) => {
      if (event.type !== 'payment_method_saved') {
        // Of whoever pays no more the method is gone, and no other takes its number.
        const isReplaced = /^payer_(named|declined)$/.test(event.type);
        expect(agreement.paymentMethod).toEqual(isReplaced ? undefined : before.paymentMethod);
        return;
      }
      const last = before.paymentMethod?.number ?? before.formerPayers?.at(-1)?.methods ?? 0;
      expect(agreement.paymentMethod?.number).toBe(last + 1);
      const [document] = before.documents;
      if (document?.status === 'open') expect(practiceDate(now, timeZone) <= (document.expiresOn ?? '')).toBe(true);
    });
  });

  test('the last day moves only when the physician is asked, who gets a week, and only to a later day', () => {
    forEveryStep(({ before, now, timeZone, decision: { agreement } }) => {
      const [old] = before.documents;
      const [kept] = agreement.documents;
      if (old?.expiresOn === undefined) return;
      if (kept?.signers[1]?.askedAt === old.signers[1]?.askedAt || isBack({ before, agreement })) {
        expect(kept?.expiresOn).toBe(old.expiresOn);
        return;
      }
      const week = addDays(practiceDate(now, timeZone), 7);
      expect(kept?.expiresOn).toBe([old.expiresOn, week].toSorted()[1]);
    });
  });

  test('a fresh, re-sent or dropped link raises the generation by one and the day, for one signer, and nothing else raises it', () => {
    forEveryStep(({ event, before, now, timeZone, decision: { agreement } }) => {
      for (const [old, fresh] of pairsById(signersOf(before), signersOf(agreement), ({ id }) => id)) {
        const isOther =
          ('signerId' in event && event.signerId !== old.signerId) ||
          ('documentId' in event && event.documentId !== old.documentId);
        if (!raises.includes(event.type) || isOther) {
          expect(fresh?.links).toEqual(old.links);
          continue;
        }
        // A corrected address moves the links of those who were asked.
        if (['contact_corrected', 'email_consented'].includes(event.type) && fresh?.links === old.links) continue;
        const today = practiceDate(now, timeZone);
        expect(fresh?.links).toEqual({ generation: (old.links?.generation ?? 0) + 1, askedOn: today });
        if (event.type === 'fresh_link_requested') expect(today > (old.links?.askedOn ?? '')).toBe(true);
      }
    });
  });

  test('what needs attention is marked once a code and member, and only its own events change the marks', () => {
    forEveryStep(({ event, before, decision: { agreement, facts } }) => {
      const codes = agreement.needsAttention.map(({ code, memberId = '' }) => `${code} ${memberId}`);
      expect(codes).toEqual([...new Set(codes)]);
      const isJoiningOver = facts.some(({ data }) => data.documentId !== 'd1' && data.documentId !== undefined);
      const kept = agreement.needsAttention.filter(({ code }) => !(isJoiningOver && code.startsWith('joining_')));
      const old = before.needsAttention.filter(({ code }) => !(isJoiningOver && code.startsWith('joining_')));
      if (!marks.test(event.type)) expect(kept).toEqual(old);
    });
  });

  test('every decision is a fact of the trail that fits, and nothing that JSON would lose', () => {
    forEveryLife(({ born, bornAt, steps }) => {
      let entries = chain('app0000000000001', born.facts, bornAt, emptyTrail);
      for (const { before, event, now, timeZone, decision } of steps) {
        if (decision.facts.length === 0) {
          // A renewal that is prepared is woken on its day, and nothing is decided.
          const { cameOn, nextDate } = decision.agreement;
          expect(event.type).toBe('date_came');
          expect((before.renewal?.startsOn ?? 'never') <= practiceDate(now, timeZone)).toBe(true);
          expect(decision.agreement).toEqual({ ...before, cameOn, nextDate });
        }
        expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
        entries = [...entries, ...chain('app0000000000001', decision.facts, now, entries.at(-1) ?? emptyTrail)];
      }
      expect(firstBreak(JSON.parse(JSON.stringify(entries)), entries.at(-1) ?? emptyTrail)).toBeUndefined();
    });
  });

  test('every status is reached by some life, so that the properties above speak of all', () => {
    const reached = new Set(
      fc
        .sample(life, { numRuns: 1500, seed: 1 })
        .flatMap(({ born, steps }) => [
          born.agreement.status,
          ...steps.map(({ decision }) => decision.agreement.status),
        ]),
    );
    expect([...reached].toSorted()).toEqual(Object.keys(mayBecome).toSorted());
  });
});
