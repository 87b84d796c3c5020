import type { LetterRef, ListedAgreement, ListedLetter } from '../../adapters/table/roster-store.ts';
import { type Application, applicantOf } from '../../domain/application/application.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { noticeTopic } from '../../domain/notices/notice.ts';
import { fullName } from '../../domain/people/person.ts';
import { may } from '../../domain/staff/roles.ts';
import { longDate } from '../civil-date-words.ts';
import { attentionWords } from './attention-words.ts';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';
import { letterWords } from './letter-words.ts';

interface HomePageProps extends DeskFace {
  /** How many wait for a decision. */
  applications: number;
  /** How many wait for a physician's signature; of a physician, the own. */
  toSign: number;
  /** Applications of which a mail has failed. */
  notTold: readonly Application[];
  attention: readonly ListedAgreement[];
  letters: readonly ListedLetter[];
  /** The one after which there are more. */
  nextLetter?: LetterRef | undefined;
  timeZone: string;
}

/** What waits for somebody, and how much of it. */
export function renderHomePage(props: HomePageProps): string {
  const { staff, applications, toSign, notTold, attention, letters, nextLetter, timeZone } = props;
  return renderDeskPage({
    ...props,
    heading: 'What waits for you',
    children: (
      <>
        <ul class="tiles">
          <li>
            <a href="/desk/applications">
              <strong>{applications}</strong> {applications === 1 ? 'application' : 'applications'} to decide
            </a>
          </li>
          <li>
            {may(staff, 'countersign') ? (
              <a href="/desk/queue">
                <strong>{toSign}</strong> {toSign === 1 ? 'agreement' : 'agreements'} to sign
              </a>
            ) : (
              <a href="/desk/agreements?status=awaiting_countersignature">
                <strong>{toSign}</strong> {toSign === 1 ? 'waits' : 'wait'} for a physician
              </a>
            )}
          </li>
        </ul>
        <h2>Somebody should look</h2>
        {attention.length + notTold.length === 0 ? (
          <p>Nothing. When something goes wrong, or a patient asks, it stands here.</p>
        ) : (
          <ul class="list">
            {notTold.map((application) => (
              <li>
                <a href={`/desk/applications/${application.applicationId}`}>{fullName(applicantOf(application))}</a>
                <span>An email about the application could not be sent</span>
              </li>
            ))}
            {attention.map(({ agreementId, title, needsAttention }) => (
              <li>
                <a href={`/desk/agreements/${agreementId}`}>{title}</a>
                <span>{needsAttention.map(({ code }) => attentionWords(code)).join(' · ')}</span>
              </li>
            ))}
          </ul>
        )}
        <h2>Letters to post</h2>
        {letters.length === 0 ? (
          <p>None. Whoever wants paper, or has no email, gets letters; they stand here until they are posted.</p>
        ) : (
          <ul class="list">
            {letters.map(({ ownerId, noticeKey, claimedAt, title }) => (
              <li>
                <a href={hrefOf(ownerId, noticeKey)}>{letterWords(noticeKey)}</a>
                <span>
                  {title}, since {longDate(practiceDate(claimedAt, timeZone))}
                </span>
              </li>
            ))}
          </ul>
        )}
        {nextLetter !== undefined && (
          <p>
            <a href={`/desk?letters=${nextLetter.ownerId}.${nextLetter.noticeKey}`}>More letters</a>
          </p>
        )}
      </>
    ),
  });
}

/** Where a letter is printed from: its agreement, or the application that came to nothing. */
function hrefOf(ownerId: string, noticeKey: string): string {
  const isOfApplication = noticeTopic(noticeKey).kind === 'applicationclosed';
  return `/desk/${isOfApplication ? 'applications' : 'agreements'}/${ownerId}`;
}
