import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { Wish } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { afterEvents, anAgreement, decideOn, events, monday, newYork } from '../../../support/builders.ts';

const active = anAgreement({ status: 'active' });
const ending: Wish = { workflow: 'notice', noticeKey: 'ending-1-s1' };
const receipt: Wish = { workflow: 'billing', invoiceId: 't1-i1' };
const word: Wish = { workflow: 'renewal', term: 1 };

const failed = (wish: Wish, code = 'execution_failed') => ({ type: 'attention_needed', code, wish }) as const;
const restarted = (agreement: Agreement) => decideOn(agreement, events.restarted);

describe('a mark of what failed', () => {
  test('keeps all of it, each once, with the time of the first', () => {
    const marked = afterEvents(active, [failed(ending), failed(receipt)]);
    expect(marked.needsAttention).toEqual([{ code: 'execution_failed', at: monday, wishes: [ending, receipt] }]);
    expect(transition(marked, failed({ ...receipt }), monday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('says in the audit trail what failed', () => {
    expect(decideOn(active, failed(ending)).facts).toEqual([
      { type: 'attention_needed', data: { code: 'execution_failed', wish: ending, status: 'active' } },
    ]);
  });

  test('that is there from before holds what fails later, too', () => {
    const marked = afterEvents(active, [events.attentionNeeded, failed(ending)]);
    expect(marked.needsAttention).toEqual([{ code: 'execution_failed', at: monday, wishes: [ending] }]);
  });

  test('goes with all that it keeps once somebody has looked at it', () => {
    const settled = afterEvents(active, [failed(ending), events.attentionSettled]);
    expect(settled).toEqual(active);
    const { wishes } = restarted(afterEvents(settled, [events.attentionNeeded]));
    expect(wishes).toEqual([{ workflow: 'onboarding' }]);
  });
});

describe('a restart', () => {
  test('wishes for what failed as well, of every mark, a mail under the next run', () => {
    const marked = afterEvents(active, [failed(ending), failed(receipt), failed(word, 'execution_aborted')]);
    const { agreement, wishes } = restarted(marked);
    expect([agreement.run, agreement.needsAttention]).toEqual([2, []]);
    expect(wishes).toEqual([{ workflow: 'onboarding' }, { ...ending, run: 2 }, receipt, word]);
  });

  test('wishes for nothing twice', () => {
    const marked = afterEvents(active, [
      failed({ workflow: 'onboarding' }),
      failed(ending),
      failed(ending, 'execution_aborted'),
    ]);
    expect(restarted(marked).wishes).toEqual([{ workflow: 'onboarding' }, { ...ending, run: 2 }]);
  });

  test('of a mail that failed once more is under another run', () => {
    const again = afterEvents(active, [failed(ending), events.restarted, failed(ending)]);
    expect(restarted(again).wishes).toContainEqual({ ...ending, run: 3 });
  });

  test('passes over what somebody began by hand, and the agreement has not', () => {
    const marked = afterEvents(active, [
      failed({ workflow: 'billing', invoiceId: 't9-i1' }),
      failed({ workflow: 'signing', documentId: 'd9' }),
    ]);
    expect(restarted(marked).wishes).toEqual([{ workflow: 'onboarding' }]);
  });
});
