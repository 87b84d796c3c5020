import type { Agreement } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { fullName } from '../../domain/people/person.ts';
import { longDate } from '../civil-date-words.ts';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';

interface WaitlistPageProps extends DeskFace {
  timeZone: string;
  lists: readonly {
    physicianName: string;
    seatsFree: number;
    /** Longest first. */
    waiting: readonly Agreement[];
    mayOffer: boolean;
  }[];
}

/** Who waits for whom. A freed seat is offered by itself; another than the longest-waiting is a choice with a reason. */
export function renderWaitlistPage(props: WaitlistPageProps): string {
  const { lists, timeZone } = props;
  return renderDeskPage({
    ...props,
    heading: 'Waiting list',
    children: (
      <>
        <p>
          A freed seat is offered by itself to the household that waits longest and fits. To choose another, open it and
          say why.
        </p>
        {lists.map(({ physicianName, seatsFree, waiting, mayOffer }) => (
          <>
            <h2>{physicianName}</h2>
            <p>{seatsFree === 1 ? '1 seat is free.' : `${seatsFree} seats are free.`}</p>
            {waiting.length === 0 ? (
              <p>Nobody waits.</p>
            ) : (
              <ol class="list">
                {waiting.map(({ agreementId, members, statusSince }) => (
                  <li>
                    <a href={`/desk/agreements/${agreementId}${mayOffer ? '#waiting' : ''}`}>
                      {members.map(fullName).join(', ')}
                    </a>
                    <span>
                      {members.length === 1 ? '1 seat' : `${members.length} seats`}, since{' '}
                      {longDate(practiceDate(statusSince, timeZone))}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </>
        ))}
      </>
    ),
  });
}
