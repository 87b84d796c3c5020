import { getAgreement } from '../../actions/decide.ts';
import { isToken } from '../../adapters/ids.ts';
import { isMisdirected, readLink } from '../../adapters/table/link-store.ts';
import { payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { paidFor, yearStatement } from '../../domain/ledger/year-statement.ts';
import { fullName } from '../../domain/people/person.ts';
import { renderStatement } from '../../pages/paper/statement.tsx';
import { renderPayPage } from '../../pages/pay-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';
import { referenceOf } from './invoice-facts.ts';

/** What somebody who pays, or paid before another was named, paid in a year: to print and keep. */
export async function showStatement(request: Request): Promise<Answer> {
  const { book, deps, parameters } = request;
  const props = await statementOf(request, /^[1-9]\d{3}$/.test(parameters.year ?? '') ? Number(parameters.year) : 0);
  if (props === undefined) return page(renderPayPage({ practice: book.practice, state: 'gone' }), 404);
  const date = practiceDate(deps.now, deps.timeZone);
  return page(
    renderStatement({ ...props, practice: book.practice, date, largePrint: request.query.print === 'large' }),
  );
}

async function statementOf({ deps, parameters }: Request, year: number) {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'pay' || link.expiresAt <= deps.now) return undefined;
  const { agreement } = await getAgreement(deps, link.agreementId);
  const before = link.payers ?? 0;
  const formerPayer = agreement.formerPayers?.[before];
  const former = formerPayer && before + 1;
  const statement = yearStatement(agreement, year, deps.timeZone, former);
  if (statement.lines.length === 0) return undefined;
  const payer = personOf(agreement, formerPayer ?? payingRef(agreement));
  if (isMisdirected(link, payer)) return undefined;
  const address = payer.address ?? agreement.members[0]?.address;
  return {
    to: { ...payer, ...(address === undefined ? {} : { address }) },
    reference: referenceOf(agreement),
    patients: new Intl.ListFormat('en').format(paidFor(agreement, former, deps.timeZone).map(fullName)),
    planName: agreement.plan.name,
    ...statement,
  };
}
