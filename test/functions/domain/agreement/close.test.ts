import { describe, expect, test } from '@jest/globals';
import type { CloseReason } from '../../../../functions/domain/agreement/agreement.ts';
import { close } from '../../../../functions/domain/agreement/close.ts';
import { withInvoice } from '../../../../functions/domain/agreement/with.ts';
import { anAgreement, aPlan, monday } from '../../../support/builders.ts';

describe('closing', () => {
  test('voids every invoice but those that were paid, whose money did move', () => {
    const active = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
    const [, second] = active.invoices;
    if (second === undefined) throw new Error('There is no second installment.');
    const { invoices } = close(withInvoice(active, { ...second, status: 'open' }), 'unpaid', monday);
    expect(invoices.map(({ status }) => status)).toEqual(['paid', 'void', 'void', 'void']);
    expect(invoices.map(({ amountCents }) => amountCents)).toEqual(active.invoices.map((one) => one.amountCents));
  });

  test.each<CloseReason>(['declined', 'expired', 'unpaid'])('as %s leaves nothing to come back to', (closedFor) => {
    const closed = anAgreement({ status: 'closed', closedFor });
    expect(closed.closedFor).toBe(closedFor);
    expect(closed).not.toHaveProperty('nextDate');
    expect(closed.invoices.filter(({ status }) => status === 'open' || status === 'draft')).toEqual([]);
    expect(closed.documents.filter(({ status }) => status === 'open')).toEqual([]);
  });
});
