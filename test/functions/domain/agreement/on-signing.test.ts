import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Agreement, documentOf } from '../../../../functions/domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { signerOf } from '../../../../functions/domain/signing/signed-document.ts';
import {
  afterEvents,
  anAgreement,
  decideOn,
  drawnText,
  events,
  evidence,
  monday,
  newYork,
} from '../../../support/builders.ts';

const offered = anAgreement({ status: 'offered' });
const opened = anAgreement({ status: 'awaiting_signature' });
const prepared = afterEvents(opened, [events.recordsConsented, events.disclosuresAccepted, events.documentRead]);
const awaitingPhysician = anAgreement({ status: 'awaiting_countersignature' });
const tuesday = '2026-03-03T14:30:00.000Z';

function refusalOf(agreement: Agreement, event: AgreementEvent, now = monday, timeZone = newYork) {
  return transition(agreement, event, now, timeZone);
}

function document(agreement: Agreement) {
  return documentOf(agreement, 'd1');
}

function signer(agreement: Agreement, signerId: 's1' | 's2') {
  const found = document(agreement);
  return found === undefined ? undefined : signerOf(found, signerId);
}

describe('opening', () => {
  test.each([
    ['America/New_York', monday, '2026-04-01'],
    ['America/New_York', '2026-03-03T04:59:59.999Z', '2026-04-01'],
    ['America/New_York', '2026-03-03T05:00:00.000Z', '2026-04-02'],
    ['Pacific/Kiritimati', monday, '2026-04-02'],
    ['Pacific/Pago_Pago', '2026-03-02T10:00:00.000Z', '2026-03-31'],
  ])('in %s at %s lets the document be signed until %s', (timeZone, now, expiresOn) => {
    expect(document(decideOn(offered, events.signingOpened, now, timeZone).agreement)?.expiresOn).toBe(expiresOn);
  });

  test('asks the patient now and the physician not yet', () => {
    expect(signer(opened, 's1')?.askedAt).toBe(monday);
    expect(signer(opened, 's2')).not.toHaveProperty('askedAt');
  });
});

describe('the steps before a signature', () => {
  test('are recorded with time, place and what was shown', () => {
    const { agreement } = decideOn(opened, events.recordsConsented, tuesday);
    const accepted = decideOn(agreement, events.disclosuresAccepted, tuesday).agreement;
    expect(signer(decideOn(accepted, events.documentRead, tuesday).agreement, 's1')).toMatchObject({
      recordsConsent: { ...evidence, at: tuesday, statementHash: 'b'.repeat(64) },
      disclosuresAccepted: { ...evidence, at: tuesday, ids: drawnText.disclosureIds },
      readAt: tuesday,
    });
  });

  test.each([events.recordsConsented, events.disclosuresAccepted, events.documentRead])(
    'refuses $type a second time, so that the first record stands',
    (event) => {
      expect(refusalOf(prepared, event, tuesday)).toEqual({ refusal: 'nothing_changes' });
    },
  );

  test('refuses disclosures of which one was not accepted', () => {
    const allButOne = { ...events.disclosuresAccepted, ids: drawnText.disclosureIds.slice(1) };
    expect(refusalOf(opened, allButOne)).toEqual({ refusal: 'step_missing' });
  });

  test.each([
    ['consent to electronic records', [events.disclosuresAccepted, events.documentRead]],
    ['the disclosures', [events.recordsConsented, events.documentRead]],
    ['reading', [events.recordsConsented, events.disclosuresAccepted]],
  ])('refuses a signature without %s', (_, taken) => {
    expect(refusalOf(afterEvents(opened, taken), events.signed)).toEqual({ refusal: 'step_missing' });
  });

  test('refuses a signature without a choice about automatic renewal', () => {
    const { renewalConsent: _, ...undecided } = events.signed;
    expect(refusalOf(prepared, undecided)).toEqual({ refusal: 'step_missing' });
  });

  test.each([true, false])('takes either choice about automatic renewal (%s)', (renewalConsent) => {
    const { agreement, facts } = decideOn(prepared, { ...events.signed, renewalConsent });
    expect(signer(agreement, 's1')?.renewalConsent).toBe(renewalConsent);
    expect(facts[0]?.data.renewalConsent).toBe(renewalConsent);
  });
});

describe('a signature', () => {
  test('is kept as typed, with the hash of the text, and is one fact', () => {
    const { agreement, facts, wishes } = decideOn(prepared, events.signed, tuesday);
    const signature = { ...evidence, at: tuesday, name: 'Paula Example', textHash: drawnText.textHash };
    expect(signer(agreement, 's1')?.signature).toEqual(signature);
    expect(facts).toEqual([
      {
        type: 'signed',
        data: {
          documentId: 'd1',
          signerId: 's1',
          capacity: 'self',
          ...signature,
          renewalConsent: true,
          status: 'awaiting_signature',
        },
      },
    ]);
    expect(wishes).toEqual([{ workflow: 'signing', documentId: 'd1' }]);
  });

  test('that was drawn as well is kept with its drawing, of which the fact holds the hash alone', () => {
    const { agreement, facts } = decideOn(prepared, { ...events.signed, drawing: 'M0 0L1200 480' }, tuesday);
    expect(signer(agreement, 's1')?.signature).toMatchObject({ name: 'Paula Example', drawing: 'M0 0L1200 480' });
    expect(facts[0]?.data).toMatchObject({
      name: 'Paula Example',
      drawingHash: createHash('sha256').update('M0 0L1200 480').digest('hex'),
    });
    expect(JSON.stringify(facts)).not.toContain('M0 0');
  });

  test.each([
    ['the patient', prepared, events.signed],
    ['the physician', awaitingPhysician, events.countersigned],
  ])('refuses %s where the text is another than was shown', (_, agreement, event) => {
    expect(refusalOf(agreement, { ...event, textHash: 'c'.repeat(64) })).toEqual({ refusal: 'text_changed' });
  });

  test('refuses the patient a second time, whatever is typed', () => {
    const signed = decideOn(prepared, events.signed).agreement;
    expect(refusalOf(signed, { ...events.signed, name: 'Somebody Else' })).toEqual({ refusal: 'already_signed' });
  });

  test('refuses the physician while the patient has signed but given no payment method', () => {
    const signed = decideOn(prepared, events.signed).agreement;
    expect(signed.status).toBe('awaiting_signature');
    expect(refusalOf(signed, events.countersigned)).toEqual({ refusal: 'not_your_turn' });
  });

  test('after the payment method asks the physician at once', () => {
    const { agreement } = decideOn(afterEvents(prepared, [events.methodSaved]), events.signed, tuesday);
    expect(agreement).toMatchObject({ status: 'awaiting_countersignature', statusSince: tuesday });
    expect(signer(agreement, 's2')?.askedAt).toBe(tuesday);
  });

  test('by the physician completes the document and bills the first installment', () => {
    const { agreement, facts } = decideOn(awaitingPhysician, events.countersigned, tuesday);
    expect(document(agreement)?.status).toBe('completed');
    expect(signer(agreement, 's2')?.signature?.at).toBe(tuesday);
    expect(agreement.status).toBe('awaiting_payment');
    expect(agreement.invoices).toHaveLength(1);
    expect(facts.map(({ type }) => type)).toEqual(['countersigned']);
  });

  test.each([
    ['document', { ...events.signed, documentId: 'd9' }],
    ['signer', { ...events.signed, signerId: 's9' }],
    ['document to open', { ...events.signingOpened, documentId: 'd9' }],
    ['signer who declines', { ...events.declined, signerId: 's9' }],
  ])('refuses an unknown %s', (_, event) => {
    expect(refusalOf(prepared, event)).toEqual({ refusal: 'not_found' });
  });
});

describe('declining', () => {
  test.each([
    ['the patient before signing', opened, events.declined],
    ['the patient after signing', decideOn(prepared, events.signed).agreement, events.declined],
    ['the patient after the physician was asked', awaitingPhysician, events.declined],
    ['the physician when asked', awaitingPhysician, events.declinedByPhysician],
  ])('by %s closes the agreement with the reason and keeps the signatures', (_, agreement, event) => {
    const decision = decideOn(agreement, event, tuesday);
    expect(decision.agreement).toMatchObject({ status: 'closed', closedFor: 'declined', statusSince: tuesday });
    expect(document(decision.agreement)?.status).toBe('declined');
    expect(document(decision.agreement)?.signers).toEqual(document(agreement)?.signers);
    expect(decision.facts[0]?.data).toMatchObject({ signerId: event.signerId, reason: event.reason, ...evidence });
    expect(decision.wishes).toEqual([{ workflow: 'signing', documentId: 'd1' }]);
  });

  test('refuses once the physician has signed, for then there is a contract', () => {
    const contract = anAgreement({ status: 'awaiting_payment' });
    expect(refusalOf(contract, events.declined)).toEqual({ refusal: 'document_closed' });
    expect(refusalOf(contract, events.declinedByPhysician)).toEqual({ refusal: 'document_closed' });
  });
});
