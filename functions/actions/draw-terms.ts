import { sha256 } from '../adapters/table/keys.ts';
import type { Agreement, Renewal } from '../domain/agreement/agreement.ts';
import type { DrawnText } from '../domain/agreement/create-agreement.ts';
import { costOfMember } from '../domain/agreement/member-fee.ts';
import { addDays } from '../domain/calendar/practice-time.ts';
import { formatCents } from '../domain/money/money.ts';
import type { Member } from '../domain/people/member.ts';
import { fullName } from '../domain/people/person.ts';
import { type PracticeBook, physicianOf } from '../domain/practice/practice.ts';
import { changeWords } from '../pages/change-words.ts';
import { longDate } from '../pages/civil-date-words.ts';
import { disclosuresFor } from '../pages/disclosures.ts';
import { heldUntilWords } from '../pages/plan-words.ts';

interface Drawn {
  /** Markdown. */
  text: string;
  terms: DrawnText;
}

/** The text of changed terms: from when on they hold and what changes, then the whole agreement as it will be. */
export async function drawTerms(
  book: PracticeBook,
  agreement: Agreement,
  { plan, price, startsOn }: Pick<Renewal, 'plan' | 'price' | 'startsOn'>,
): Promise<Drawn> {
  const { drawUpChanges } = await import('../adapters/templates/agreement-template.ts');
  const changes = drawUpChanges({
    startsOn: longDate(startsOn),
    lastDay: longDate(addDays(startsOn, -1)),
    changes: changeWords(agreement, { plan, price }),
  });
  return drawWhole(book, { ...agreement, plan, price }, changes);
}

/** The text by which an adult joins: who, from when on and what it costs, then the whole agreement as it will be. */
export async function drawJoining(
  book: PracticeBook,
  agreement: Agreement,
  member: Member,
  today: string,
): Promise<Drawn> {
  const { drawUpJoining } = await import('../adapters/templates/agreement-template.ts');
  const { price, yearCents, endsOn, nextFeeCents } = costOfMember(agreement, member, today);
  const joining = drawUpJoining({
    name: fullName(member),
    physicianName: physicianOf(book, agreement.physicianId).name,
    endsOn: longDate(endsOn),
    yearFee: formatCents(yearCents),
    fee: formatCents(nextFeeCents),
    oldFee: formatCents(agreement.price.feeCents),
  });
  // Of what is paid once, at the beginning, nothing is paid again.
  const all = { ...price, enrolmentFeeCents: 0 };
  return drawWhole(book, { ...agreement, price: all, members: [...agreement.members, member] }, joining);
}

/** The whole agreement after what was said before it. Throws a RangeError for a physician who is not in the practice's book. */
async function drawWhole(
  book: PracticeBook,
  { plan, price, physicianId, members: all }: Pick<Agreement, 'plan' | 'price' | 'physicianId' | 'members'>,
  before: string,
): Promise<Drawn> {
  const { drawUp } = await import('../adapters/templates/agreement-template.ts');
  const { practice, template } = book;
  const physician = physicianOf(book, physicianId);
  const members = all.filter(({ died }) => died === undefined);
  const heldUntil = heldUntilWords(price);
  const text = before + drawUp(template.text, { practice, physician, plan, price, members, firstTerm: '', heldUntil });
  const isMedicareBeneficiary = members.some((one) => one.isMedicareBeneficiary);
  const disclosures = disclosuresFor({ practiceName: practice.name, physician, plan, isMedicareBeneficiary });
  return {
    text,
    terms: {
      textHash: sha256(text),
      templateVersion: template.version,
      disclosureIds: disclosures.map(({ id }) => id),
    },
  };
}
