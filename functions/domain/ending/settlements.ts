import type { Agreement } from '../agreement/agreement.ts';
import { endingOf, type RefundPart, type Settlement } from './ending.ts';

/** What was settled: for members who left while the others stayed, by id, and for the agreement's ending. */
export function settlementsOf(agreement: Agreement): { memberId?: string; settlement: Settlement }[] {
  const left = (agreement.formerMembers ?? []).map(({ memberId, departure }) => ({
    memberId,
    settlement: departure?.settlement,
  }));
  return [...left, { settlement: endingOf(agreement)?.settlement }].flatMap(({ settlement, ...whose }) =>
    settlement === undefined ? [] : [{ ...whose, settlement }],
  );
}

/** The agreement with a settlement in the place of the one before. */
export function withSettlement(agreement: Agreement, settlement: Settlement, memberId?: string): Agreement {
  if (memberId === undefined) {
    const ending = endingOf(agreement);
    const endings = agreement.endings.map((one) => (one === ending ? { ...one, settlement } : one));
    return { ...agreement, endings };
  }
  const formerMembers = (agreement.formerMembers ?? []).map((one) =>
    one.memberId === memberId && one.departure !== undefined
      ? { ...one, departure: { ...one.departure, settlement } }
      : one,
  );
  return { ...agreement, formerMembers };
}

/** What is settled for members who left, and on its way back to the payer: no credit, and no part of another refund. */
export function promisedParts({ formerMembers = [] }: Pick<Agreement, 'formerMembers'>): RefundPart[] {
  return formerMembers
    .flatMap(({ departure }) => departure?.settlement?.parts ?? [])
    .filter(({ doneOn }) => doneOn === undefined);
}
