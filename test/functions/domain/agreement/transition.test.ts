import { describe, expect, test } from '@jest/globals';
import type { Agreement, AgreementStatus } from '../../../../functions/domain/agreement/agreement.ts';
import { isRefused, type Wish } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { anAgreement, decideOn, events, monday, newYork } from '../../../support/builders.ts';

// Every event in every status. A cell is the status that follows, `same`, or the code of the refusal; what is decided
// beside the status stands in the tests of on-signing and on-payment.

const from: Record<AgreementStatus, Agreement> = {
  waitlisted: anAgreement({ status: 'waitlisted' }),
  offered: anAgreement({ status: 'offered' }),
  awaiting_signature: anAgreement({ status: 'awaiting_signature' }),
  awaiting_countersignature: anAgreement({ status: 'awaiting_countersignature' }),
  awaiting_payment: anAgreement({ status: 'awaiting_payment' }),
  active: anAgreement({ status: 'active' }),
  in_grace: anAgreement({ status: 'in_grace' }),
  ending: anAgreement({ status: 'ending' }),
  ended: anAgreement({ status: 'ended' }),
  closed: anAgreement({ status: 'closed' }),
};

const refusals = [
  'changed_meanwhile',
  'not_found',
  'already_signed',
  'not_your_turn',
  'step_missing',
  'document_closed',
  'nothing_due',
  'nothing_changes',
  'in_force',
  'too_soon',
  'not_a_past_date',
  'not_a_coming_date',
];

const statuses: AgreementStatus[] = [
  'waitlisted',
  'offered',
  'awaiting_signature',
  'awaiting_countersignature',
  'awaiting_payment',
  'active',
  'in_grace',
  'ending',
  'ended',
  'closed',
];
// biome-ignore format: a table reads best in columns
const table: Record<keyof typeof events, string[]> = {
  //                      waitlisted          offered             awaiting_signature  …countersignature   …payment            active              in_grace            ending              ended               closed
  signingOpened:         ['nothing_changes',  'awaiting_signature', 'nothing_changes',  'nothing_changes',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  recordsConsented:      ['not_your_turn',    'not_your_turn',    'same',             'already_signed',   'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  disclosuresAccepted:   ['not_your_turn',    'not_your_turn',    'same',             'already_signed',   'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  documentRead:          ['not_your_turn',    'not_your_turn',    'same',             'already_signed',   'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  signed:                ['not_your_turn',    'not_your_turn',    'step_missing',     'already_signed',   'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  methodSaved:           ['not_your_turn',    'not_your_turn',    'same',             'nothing_changes',  'nothing_changes',  'same',             'same',             'same',             'document_closed',  'document_closed'],
  otherMethodSaved:      ['not_your_turn',    'not_your_turn',    'same',             'same',             'same',             'same',             'same',             'same',             'document_closed',  'document_closed'],
  readByPhysician:       ['not_found',        'not_found',        'not_found',        'not_found',        'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  countersigned:         ['not_your_turn',    'not_your_turn',    'not_your_turn',    'awaiting_payment', 'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  declined:              ['closed',           'closed',           'closed',           'closed',           'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  declinedByPhysician:   ['not_your_turn',    'not_your_turn',    'not_your_turn',    'closed',           'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  documentExpired:       ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  paymentSucceeded:      ['not_found',        'not_found',        'not_found',        'not_found',        'active',           'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  paymentFailed:         ['not_found',        'not_found',        'not_found',        'not_found',        'same',             'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  paymentPending:        ['not_found',        'not_found',        'not_found',        'not_found',        'same',             'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  paymentUnknown:        ['not_found',        'not_found',        'not_found',        'not_found',        'same',             'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  checkChosen:           ['not_your_turn',    'not_your_turn',    'same',             'same',             'same',             'same',             'same',             'same',             'document_closed',  'document_closed'],
  paymentRecorded:       ['not_found',        'not_found',        'not_found',        'not_found',        'active',           'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  checkBounced:          ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found'],
  creditGiven:           ['not_found',        'not_found',        'not_found',        'not_found',        'same',             'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  invoiceGivenUp:        ['not_found',        'not_found',        'not_found',        'not_found',        'nothing_changes',  'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'not_found'],
  dateCame:              ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  invoiceEscalated:      ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found'],
  invoiceExtended:       ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found'],
  invoiceWrittenOff:     ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found'],
  renewalPlanned:        ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'same',             'nothing_changes',  'document_closed',  'document_closed',  'document_closed'],
  renewalAccepted:       ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'nothing_due',      'active',           'document_closed',  'document_closed',  'document_closed'],
  renewalDue:            ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'nothing_due',      'nothing_changes',  'document_closed',  'document_closed',  'document_closed'],
  graceOver:             ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'nothing_due',      'nothing_changes',  'document_closed',  'document_closed',  'document_closed'],
  cancelled:             ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'ending',           'ending',           'nothing_changes',  'document_closed',  'document_closed'],
  serviceUsed:           ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'same',             'same',             'same',             'same',             'document_closed'],
  physicianLeaves:       ['closed',           'closed',           'closed',           'closed',           'closed',           'ending',           'ending',           'nothing_changes',  'document_closed',  'document_closed'],
  leaverReplaced:        ['closed',           'closed',           'closed',           'closed',           'closed',           'same',             'same',             'nothing_changes',  'document_closed',  'document_closed'],
  doctorProposed:        ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'same',             'same',             'document_closed',  'document_closed',  'document_closed'],
  doctorAccepted:        ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  doctorDeclined:        ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  doctorSigned:          ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'document_closed',  'document_closed'],
  doctorRefused:         ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'document_closed',  'document_closed'],
  memberAdded:           ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'same',             'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  adultAsked:            ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'same',             'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  joiningStopped:        ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found'],
  memberLeaves:          ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'not_found',        'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  memberStays:           ['document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'nothing_changes',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  guardianNamed:         ['document_closed'   , 'document_closed'   , 'document_closed'   , 'document_closed'   , 'document_closed'   , 'not_found'         , 'document_closed'   , 'document_closed'   , 'document_closed'   , 'document_closed'],
  payerNamed:            ['same'              , 'same'              , 'same'              , 'changed_meanwhile'   , 'changed_meanwhile'   , 'same'              , 'same'              , 'same'              , 'changed_meanwhile'   , 'document_closed'],
  payerAuthorised:       ['not_found'         , 'not_found'         , 'not_found'         , 'not_found'         , 'not_found'         , 'not_found'         , 'not_found'         , 'not_found'         , 'not_found'         , 'document_closed'],
  payerDeclined:         ['nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'nothing_changes'   , 'document_closed'],
  departureSettled:      ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  endingUndone:          ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'active',           'nothing_changes',  'nothing_changes'],
  deathRecorded:         ['same',             'same',             'same',             'awaiting_signature', 'same',             'ending',           'ending',           'same',             'same',             'document_closed'],
  deathUndone:           ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'document_closed'],
  careEnded:             ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  refundMade:            ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'same',             'not_found'],
  owedPaid:              ['nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',    'nothing_due'],
  owedWrittenOff:        ['nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',    'nothing_due'],
  paidBack:              ['nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',      'nothing_due',    'nothing_due'],
  refundPosted:          ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found'],
  freshLink:             ['not_your_turn',    'not_your_turn',    'same',             'same',             'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  freshLinkForPhysician: ['not_found',        'not_found',        'not_found',        'not_found',        'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  seatOffered:           ['offered',          'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  offerAccepted:         ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  offerDeclined:         ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  offerLapsed:           ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  waitlistLeft:          ['closed',           'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  voided:                ['closed',           'closed',           'closed',           'closed',           'closed',           'in_force',         'in_force',         'in_force',         'document_closed',  'document_closed'],
  linkResent:            ['not_your_turn',    'not_your_turn',    'same',             'not_your_turn',    'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  wrongPerson:           ['same',             'same',             'same',             'already_signed',   'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  paperWanted:           ['same',             'same',             'same',             'nothing_changes',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  signedOnPaper:         ['not_your_turn',    'not_your_turn',    'same',             'already_signed',   'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed',  'document_closed'],
  addressCorrected:      ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'document_closed'],
  emailRefused:          ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'document_closed'],
  emailWithdrawn:        ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'document_closed'],
  emailConsented:        ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'document_closed'],
  letterReturned:        ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'document_closed'],
  questionAsked:         ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'document_closed'],
  questionAnswered:      ['not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'not_found',        'document_closed'],
  restarted:             ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
  repaired:              ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same'],
  attentionNeeded:       ['same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same',             'same'],
  attentionSettled:      ['nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes',  'nothing_changes'],
};
const cases = Object.entries(table).flatMap(([name, cells]) =>
  statuses.map((status, index) => ({ name: name as keyof typeof events, status, cell: cells[index] ?? 'missing' })),
);

describe('an event', () => {
  test.each(cases.filter(({ cell }) => refusals.includes(cell)))(
    'refuses $name while $status as $cell',
    ({ name, status, cell }) => {
      expect(transition(from[status], events[name], monday, newYork)).toEqual({ refusal: cell });
    },
  );

  test.each(cases.filter(({ cell }) => !refusals.includes(cell)))(
    'takes $name while $status, then $cell',
    ({ name, status, cell }) => {
      const outcome = transition(from[status], events[name], monday, newYork);
      if (isRefused(outcome)) throw new Error(`Refused as ${outcome.refusal}`);
      expect(outcome.agreement.status).toBe(cell === 'same' ? status : cell);
      expect(outcome.facts.length).toBeGreaterThan(0);
    },
  );

  test('puts the status that follows into its fact', () => {
    const { facts } = decideOn(from.offered, events.signingOpened);
    expect(facts.map(({ data }) => data.status)).toEqual(['awaiting_signature']);
  });

  test.each<[keyof typeof events, AgreementStatus, Wish[]]>([
    ['signingOpened', 'offered', []],
    ['recordsConsented', 'awaiting_signature', []],
    ['methodSaved', 'awaiting_signature', [{ workflow: 'signing', documentId: 'd1' }]],
    ['otherMethodSaved', 'awaiting_countersignature', []],
    ['otherMethodSaved', 'awaiting_payment', [{ workflow: 'billing', invoiceId: 't1-i1' }]],
    ['methodSaved', 'active', []],
    ['countersigned', 'awaiting_countersignature', [{ workflow: 'signing', documentId: 'd1' }]],
    ['declined', 'awaiting_signature', [{ workflow: 'signing', documentId: 'd1' }]],
    ['declinedByPhysician', 'awaiting_countersignature', [{ workflow: 'signing', documentId: 'd1' }]],
    ['freshLink', 'awaiting_signature', [{ workflow: 'notice', noticeKey: 'fresh-d1-s1-1' }]],
    ['paymentSucceeded', 'awaiting_payment', []],
    ['attentionNeeded', 'active', []],
  ])('%s while %s wakes what waits for it', (name, status, wishes) => {
    expect(decideOn(from[status], events[name]).wishes).toEqual(wishes);
  });
});

describe('an agreement that needs attention', () => {
  const marked = decideOn(from.active, events.attentionNeeded).agreement;
  const tuesday = '2026-03-03T15:00:00.000Z';
  const mailRefused = { type: 'attention_needed', code: 'mail_refused' } as const;
  const markedTwice = decideOn(marked, mailRefused, tuesday).agreement;

  test('says for what and since when', () => {
    expect(from.active.needsAttention).toEqual([]);
    expect(marked.needsAttention).toEqual([{ code: 'execution_failed', at: monday }]);
  });

  test('adds a second need to the first, each with its own time', () => {
    expect(markedTwice.needsAttention).toEqual([
      { code: 'execution_failed', at: monday },
      { code: 'mail_refused', at: tuesday },
    ]);
  });

  test.each(['execution_failed', 'mail_refused'])('settles %s alone and leaves the other as it was', (code) => {
    const settled = decideOn(markedTwice, { type: 'attention_settled', code }, tuesday);
    expect(settled.agreement.needsAttention).toEqual(markedTwice.needsAttention.filter((mark) => mark.code !== code));
    expect(settled.facts[0]).toMatchObject({ type: 'attention_settled', data: { code } });
  });

  test('refuses either need a second time while both are marked', () => {
    for (const event of [events.attentionNeeded, mailRefused]) {
      expect(transition(markedTwice, event, tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
    }
  });

  test('may be marked anew for a need that was settled, with the new time', () => {
    const again = decideOn(decideOn(markedTwice, events.attentionSettled).agreement, events.attentionNeeded, tuesday);
    expect(again.agreement.needsAttention).toEqual([
      { code: 'mail_refused', at: tuesday },
      { code: 'execution_failed', at: tuesday },
    ]);
  });

  test('refuses the same need twice, so that the first time stands', () => {
    const later = transition(marked, events.attentionNeeded, '2026-03-05T15:00:00.000Z', newYork);
    expect(later).toEqual({ refusal: 'nothing_changes' });
  });

  test('needs none after it is settled, and is as before', () => {
    expect(decideOn(marked, events.attentionSettled).agreement).toEqual(from.active);
  });

  test('refuses to settle another need than it has', () => {
    const outcome = transition(marked, { type: 'attention_settled', code: 'mail_refused' }, monday, newYork);
    expect(outcome).toEqual({ refusal: 'nothing_changes' });
  });
});
