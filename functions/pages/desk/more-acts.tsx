import type { Agreement } from '../../domain/agreement/agreement.ts';
import { endingOf } from '../../domain/ending/ending.ts';
import { settlementsOf } from '../../domain/ending/settlements.ts';
import { formatCents } from '../../domain/money/money.ts';
import { openChange } from '../../domain/physician/physician-change.ts';
import { signingOf } from '../../domain/renewal/changed-terms.ts';
import { longDate } from '../civil-date-words.ts';
import { Act, ActLink, type ActsFace } from './act-link.tsx';

/** What may be done with the whole agreement, where it stands. */
export function MoreActs(props: ActsFace) {
  const { agreement } = props;
  return (
    <ul class="acts">
      {agreement.status === 'waitlisted' && <ActLink {...props} act="offer" words="Offer a seat now" />}
      {agreement.status === 'offered' && agreement.offer !== undefined && agreement.offer.acceptedAt === undefined && (
        <ActLink {...props} act="offer-answer" words="They answered about the seat" />
      )}
      {agreement.status === 'waitlisted' && (
        <li>
          <Act {...props} act="leave" button="Take off the waiting list" />
        </li>
      )}
      {isBeforeForce(agreement) && <ActLink {...props} act="void" words="Make it void" />}
      {agreement.renewal !== undefined && signingOf(agreement) === 'none' && isInForce(agreement) && (
        <ActLink {...props} act="renew" words="They said yes to another year" />
      )}
      {isInForce(agreement) && <ActLink {...props} act="cancel" words="They cancel" />}
      {isInForce(agreement) && <ActLink {...props} act="end" words="End it for the practice" />}
      {isInForce(agreement) && openChange(agreement) === undefined && (
        <ActLink {...props} act="change-doctor" words="They would like another doctor" />
      )}
      {agreement.status === 'ending' && endingOf(agreement)?.by !== 'death' && (
        <li>
          <Act {...props} act="undo-ending" button="Undo the ending" />
        </li>
      )}
      {settlementsOf(agreement).flatMap(({ memberId, settlement }) =>
        settlement.parts
          .filter(({ way, doneOn }) => way === 'check' && doneOn === undefined)
          .map(({ paymentId, amountCents }) => (
            <ActLink
              {...props}
              act="refund-posted"
              words={`The check with ${formatCents(amountCents)}${settlement.dueOn === undefined ? '' : `, due by ${longDate(settlement.dueOn)},`} is posted`}
              about={{ paymentId, ...(memberId === undefined ? {} : { memberId }) }}
            />
          )),
      )}
    </ul>
  );
}

function isInForce({ status }: Agreement): boolean {
  return status === 'active' || status === 'in_grace';
}

function isBeforeForce({ status }: Agreement): boolean {
  return !['active', 'in_grace', 'ending', 'ended', 'closed'].includes(status);
}
