import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collectInvoice, lookUpCharge } from '../../../functions/actions/collect-invoice.ts';
import { decide, getAgreement } from '../../../functions/actions/decide.ts';
import { openPayments } from '../../../functions/adapters/payments/open-payments.ts';
import type { ChargeOutcome, Payments } from '../../../functions/adapters/payments/payments.ts';
import type { Item } from '../../../functions/adapters/table/table.ts';
import type { AgreementEvent } from '../../../functions/domain/agreement/events.ts';
import { billingStep } from '../../../functions/domain/billing/billing-step.ts';
import { addToInstant } from '../../../functions/domain/calendar/practice-time.ts';
import { anApplication, events, monday, newYork } from '../../support/builders.ts';
import { sequences } from '../../support/property-runs.ts';
import { depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { everything, putEverything, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
/** A practice, and an agreement that waits for its payment. */
let stored: Item[];
beforeAll(async () => {
  tables = await startTables();
  const table = await tables.fresh();
  await setUpPractice(table);
  await storedAgreement(depsOf(table), 'awaiting_payment');
  stored = await everything(table);
});
afterAll(() => tables.stop());

const id = anApplication().applicationId;

type Happening =
  | { what: 'collect' | 'look-up'; times: number; dies: boolean }
  | { what: 'method'; choice: number }
  | { what: 'later'; hours: number }
  | { what: 'recorded' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('collect' as const, 'look-up' as const),
      times: fc.constantFrom(1, 1, 2, 3),
      dies: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('method' as const), choice: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('later' as const), hours: fc.constantFrom(1, 30, 100) }) },
  { weight: 1, arbitrary: fc.constant({ what: 'recorded' as const }) },
);

test(
  'in any order, at once, again and after any crash: one payment at most, and each is known',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (happenings) => {
        const table = await tables.empty('payments');
        await putEverything(table, stored);
        const provider = openPayments('sandbox', table);
        const charged = new Set<string>();
        let now = monday;
        const deps = (payments: Payments) => ({ ...depsOf(table, now), payments });
        const happens = (event: AgreementEvent) => decide(depsOf(table, now), id, event);
        const invoiceNow = async () => {
          const { agreement } = await getAgreement(depsOf(table, now), id);
          return { agreement, invoice: agreement.invoices[0] };
        };

        for (const one of happenings) {
          switch (one.what) {
            case 'collect':
            case 'look-up': {
              const act = one.what === 'collect' ? collectInvoice : lookUpCharge;
              const payments = one.dies ? dying(provider) : provider;
              await Promise.all(
                Array.from({ length: one.times }, () => act(deps(payments), id, 't1-i1').catch(isDeath)),
              );
              break;
            }
            case 'method': {
              const method = provider.choices[one.choice % provider.choices.length] ?? events.methodSaved.method;
              await happens({ ...events.methodSaved, method });
              break;
            }
            case 'later':
              now = addToInstant(now, { hours: one.hours });
              break;
            case 'recorded':
              await happens(events.paymentRecorded);
          }
          const found = await provider.lookUp(`${id}-t1-i1`, now);
          if (found?.outcome === 'succeeded') charged.add(found.chargeId);
        }

        // Billing goes on to its end or to where it waits for the payer, and its last task is repeated once more.
        for (let round = 0; round < 20; round += 1) {
          const { agreement } = await invoiceNow();
          const by = { agreementId: id, notices: new Map(), timeZone: newYork };
          const step = billingStep(agreement, 't1-i1', now, by);
          if (step.next === 'collect') await collectInvoice(deps(provider), id, 't1-i1');
          else if (step.next === 'look-up') await lookUpCharge(deps(provider), id, 't1-i1');
          else if (step.next === 'wait' && agreement.invoices[0]?.attempts.at(-1)?.outcome === 'pending')
            now = step.until;
          else break;
        }
        await collectInvoice(deps(provider), id, 't1-i1');

        const found = await provider.lookUp(`${id}-t1-i1`, now);
        if (found?.outcome === 'succeeded') charged.add(found.chargeId);
        const { agreement, invoice } = await invoiceNow();
        const isCharged = found?.outcome === 'succeeded';
        expect(charged.size).toBe(isCharged ? 1 : 0);
        expect(invoice?.status).toBe(isCharged || invoice?.received !== undefined ? 'paid' : 'open');
        expect(agreement.status).toBe(invoice?.status === 'paid' ? 'active' : 'awaiting_payment');
        expect(invoice?.chargeId).toBe(isCharged && invoice?.received === undefined ? found.chargeId : undefined);
        const isNoticed = agreement.needsAttention.length > 0;
        // A bank payment beside a recorded check is pointed out before it is known whether it comes.
        if (invoice?.received === undefined || isCharged) {
          expect(isNoticed).toBe(isCharged && invoice?.received !== undefined);
        }
        const failed = invoice?.attempts.filter(({ outcome }) => outcome === 'failed') ?? [];
        expect(new Set(failed.map(({ methodNumber }) => methodNumber)).size).toBe(failed.length);
      }),
      { numRuns: sequences() },
    );
    // For a busy machine.
  },
  3000 * sequences(),
);

/** The process dies as soon as the provider has answered, or when its answer is lost. */
function dying(provider: Payments): Payments {
  const dies = async (answer: Promise<ChargeOutcome | undefined>): Promise<never> => {
    await answer.catch(() => undefined);
    throw new Error('the process died');
  };
  return {
    ...provider,
    charge: (request) => dies(provider.charge(request)),
    lookUp: (chargeKey, now) => dies(provider.lookUp(chargeKey, now)),
  };
}

function isDeath(error: Error): void {
  if (error.message !== 'the process died') throw error;
}
