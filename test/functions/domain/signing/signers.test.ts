import { describe, expect, test } from '@jest/globals';
import { type Agreement, documentOf } from '../../../../functions/domain/agreement/agreement.ts';
import type { Signer } from '../../../../functions/domain/signing/signed-document.ts';
import {
  askedSigners,
  mayActNow,
  openStepOf,
  patientSideHasSigned,
} from '../../../../functions/domain/signing/signers.ts';
import { afterEvents, anAgreement, events } from '../../../support/builders.ts';

const opened = anAgreement({ status: 'awaiting_signature' });
const inOrder = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
const signed = afterEvents(opened, inOrder);

function parts(agreement: Agreement) {
  const document = documentOf(agreement, 'd1');
  const [patient, physician] = document?.signers ?? [];
  if (document === undefined || patient === undefined || physician === undefined)
    throw new Error('Signers are missing.');
  return { document, patient, physician };
}

function stepOf(agreement: Agreement, who: 'patient' | 'physician') {
  const { document, [who]: signer } = parts(agreement);
  return openStepOf(agreement, document, signer);
}

function asked(agreement: Agreement): string[] {
  return askedSigners(agreement, parts(agreement).document).map((signer: Signer) => signer.signerId);
}

describe('the next step of the patient', () => {
  test.each(['records', 'terms', 'document', 'sign', 'payment'])('number %# is: %s', (step) => {
    const done = ['records', 'terms', 'document', 'sign', 'payment'].indexOf(step);
    expect(stepOf(afterEvents(opened, inOrder.slice(0, done)), 'patient')).toBe(step);
  });

  test('is none once the payment method is given', () => {
    expect(stepOf(afterEvents(signed, [events.methodSaved]), 'patient')).toBeUndefined();
  });

  test('after signing is none where the payment method was given before', () => {
    expect(stepOf(afterEvents(opened, [events.methodSaved, ...inOrder]), 'patient')).toBeUndefined();
  });

  test('goes back to what was left out, whatever was done beyond it', () => {
    const ahead = afterEvents(opened, [events.disclosuresAccepted, events.documentRead]);
    expect(stepOf(ahead, 'patient')).toBe('records');
    expect(stepOf(afterEvents(ahead, [events.recordsConsented]), 'patient')).toBe('sign');
  });
});

describe('the next step of the physician', () => {
  test('is to sign, on the page where the document is read, and then none', () => {
    expect(stepOf(anAgreement({ status: 'awaiting_countersignature' }), 'physician')).toBe('sign');
    expect(stepOf(anAgreement({ status: 'awaiting_payment' }), 'physician')).toBeUndefined();
  });
});

describe('whose turn it is', () => {
  const awaitingPhysician = anAgreement({ status: 'awaiting_countersignature' });

  test.each<[string, Agreement, string[]]>([
    ['nobody while on the waitlist', anAgreement({ status: 'waitlisted' }), []],
    ['nobody before the signers are asked', anAgreement({ status: 'offered' }), []],
    ['the patient who was asked', opened, ['s1']],
    ['the patient who has signed and owes a payment method', signed, ['s1']],
    ['the physician when the side of the patient is done', awaitingPhysician, ['s2']],
    ['nobody when all have signed', anAgreement({ status: 'awaiting_payment' }), []],
    ['nobody after a decline', anAgreement({ status: 'closed' }), []],
  ])('%s', (_, agreement, signerIds) => {
    expect(asked(agreement)).toEqual(signerIds);
  });

  test('is only ever one side’s', () => {
    for (const agreement of [opened, signed, awaitingPhysician]) {
      const { document, patient, physician } = parts(agreement);
      expect(mayActNow(agreement, document, patient)).toBe(!mayActNow(agreement, document, physician));
    }
  });

  test('counts the side of the patient as done only with every signature', () => {
    expect(patientSideHasSigned(opened, parts(opened).document)).toBe(false);
    expect(patientSideHasSigned(signed, parts(signed).document)).toBe(true);
  });
});
