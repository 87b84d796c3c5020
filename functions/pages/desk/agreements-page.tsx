import type { ListPage } from '../../adapters/table/roster-store.ts';
import type { AgreementStatus } from '../../domain/agreement/agreement.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { attentionWords } from './attention-words.ts';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';
import { statusWords } from './state-words.ts';

/** Those on a waiting list stand on a page of their own. */
export const listedStatuses: readonly Exclude<AgreementStatus, 'waitlisted'>[] = [
  'offered',
  'awaiting_signature',
  'awaiting_countersignature',
  'awaiting_payment',
  'active',
  'in_grace',
  'ending',
  'ended',
  'closed',
];

interface AgreementsPageProps extends DeskFace {
  list: ListPage;
  status: AgreementStatus | undefined;
  physicianId: string;
  physicians: readonly Pick<Physician, 'physicianId' | 'name'>[];
}

/** A plain list: of a physician by name, or of a status; twenty-five at a time. */
export function renderAgreementsPage(props: AgreementsPageProps): string {
  const { list, status, physicianId, physicians } = props;
  const here = status === undefined ? `physician=${physicianId}` : `status=${status}`;
  return renderDeskPage({
    ...props,
    heading: 'Agreements',
    children: (
      <>
        <nav aria-label="Which agreements">
          <ul class="choices">
            {physicians.map((one) => (
              <Choice
                href={`/desk/agreements?physician=${one.physicianId}`}
                isHere={status === undefined && one.physicianId === physicianId}
                words={one.name}
              />
            ))}
            {listedStatuses.map((one) => (
              <Choice href={`/desk/agreements?status=${one}`} isHere={one === status} words={statusWords[one]} />
            ))}
          </ul>
        </nav>
        {status === undefined && physicianId !== '' && (
          <p>
            <a href={`/desk/physicians/${physicianId}`}>The panel, and who takes it over when its physician leaves</a>
          </p>
        )}
        {list.agreements.length === 0 ? (
          <p>There is none.</p>
        ) : (
          <ul class="list">
            {list.agreements.map((one) => (
              <li>
                <a href={`/desk/agreements/${one.agreementId}`}>{one.title}</a>
                <span>
                  {statusWords[one.status]}
                  {one.needsAttention.map(({ code }) => ` · ${attentionWords(code)}`)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {list.next !== undefined && (
          <p>
            <a href={`/desk/agreements?${here}&after=${list.next}`}>More</a>
          </p>
        )}
      </>
    ),
  });
}

function Choice({ href, isHere, words }: { href: string; isHere: boolean; words: string }) {
  return (
    <li>
      <a href={href} aria-current={isHere ? 'page' : undefined}>
        {words}
      </a>
    </li>
  );
}
