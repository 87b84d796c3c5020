import type { Agreement } from './agreement.ts';

type Household = Pick<Agreement, 'members' | 'formerMembers' | 'askedMembers'>;

/** Of all who are members, were, or were asked to be: an id is nobody else's ever after. */
export function memberIds({ members, formerMembers = [], askedMembers = [] }: Household): string[] {
  return [...members, ...formerMembers, ...askedMembers].map(({ memberId }) => memberId);
}

export function nextMemberId(household: Household): string {
  return `m${Math.max(...memberIds(household).map((id) => Number(id.slice(1)))) + 1}`;
}
