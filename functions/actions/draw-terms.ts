import { sha256 } from '../adapters/table/keys.ts';
import type { Agreement, Renewal } from '../domain/agreement/agreement.ts';
import type { DrawnText } from '../domain/agreement/create-agreement.ts';
import { addDays } from '../domain/calendar/practice-time.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import { changeWords } from '../pages/change-words.ts';
import { longDate } from '../pages/civil-date-words.ts';
import { disclosuresFor } from '../pages/disclosures.ts';
import { heldUntilWords } from '../pages/plan-words.ts';

/**
 * The text of changed terms: from when on they hold and what changes, then the whole agreement as it will be. Throws a
 * RangeError for a physician who is not in the practice's book.
 */
export async function drawTerms(
  { practice, physicians, template }: PracticeBook,
  { plan: signed, price: paid, physicianId, members: all }: Agreement,
  { plan, price, startsOn }: Pick<Renewal, 'plan' | 'price' | 'startsOn'>,
): Promise<{ text: string; terms: DrawnText }> {
  const { drawUp, drawUpChanges } = await import('../adapters/templates/agreement-template.ts');
  const physician = physicians.find((one) => one.physicianId === physicianId);
  if (physician === undefined) throw new RangeError(`The physician ${physicianId} is not in the practice's book`);
  const members = all.filter(({ died }) => died === undefined);
  const changes = drawUpChanges({
    startsOn: longDate(startsOn),
    lastDay: longDate(addDays(startsOn, -1)),
    changes: changeWords({ plan: signed, price: paid }, { plan, price }),
  });
  const text =
    changes +
    drawUp(template.text, {
      practice,
      physician,
      plan,
      price,
      members,
      firstTerm: '',
      heldUntil: heldUntilWords(price),
    });
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
