import type { ServiceCount } from '../../domain/use/service-use.ts';
import { longDate } from '../civil-date-words.ts';
import { renderDocument } from '../layout/document.tsx';
import { Facts } from '../layout/facts.tsx';
import { Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { countWords } from '../use-words.ts';
import { IdentityQuestion, type Unidentified } from './identity-question.tsx';

export type UsePageProps = { practice: PracticeFace; action: string; backHref: string } & (
  | Unidentified
  | {
      state: 'known';
      /** Those whom the reader may see. */
      members: { firstName: string; services: ServiceCount[] }[];
      term: { startsOn: string; endsOn: string } | undefined;
    }
);

/** How often the reader, and the children they sign for, had what the plan includes in the year that runs. */
export function renderUsePage(props: UsePageProps): string {
  const { practice, backHref } = props;
  return renderDocument({
    practice,
    heading: 'Included services you have used',
    errors: props.state === 'asks' ? props.errors : undefined,
    children: (
      <>
        <State {...props} />
        <p>
          <a href={backHref}>Back to your plan</a>
        </p>
        <p>
          If this is not as you remember it, call us at <Phone practice={practice} />.
        </p>
      </>
    ),
  });
}

function State(props: UsePageProps) {
  if (props.state !== 'known') {
    return <IdentityQuestion {...props} why="Before we show anything about your care, we check that it is you." />;
  }
  return (
    <>
      {props.term && (
        <p>
          From {longDate(props.term.startsOn)} to {longDate(props.term.endsOn)}.
        </p>
      )}
      {props.members.map(({ firstName, services }) => (
        <section>
          <h2>{firstName}</h2>
          <Facts facts={services.map((count) => [count.name, countWords(count)] as const)} />
        </section>
      ))}
    </>
  );
}
