import { planOf, termOn } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { serviceNames, usedOf } from '../../domain/use/service-use.ts';
import { countWords } from '../use-words.ts';
import { ActLink, type ActsFace } from './act-link.tsx';

/** How often each member had what the plan includes, in the term that runs; and where one more is recorded. */
export function Services(props: ActsFace & { now: string; timeZone: string }) {
  const { agreement, now, timeZone } = props;
  const today = practiceDate(now, timeZone);
  const term = termOn(agreement, today) ?? agreement.terms.at(-1);
  if (term === undefined) return null;
  const names = serviceNames(agreement);
  const services = planOf(agreement, term).services.map(({ name }) => ({
    name,
    number: String(names.indexOf(name) + 1),
    counts: agreement.members.flatMap(({ memberId, firstName }) =>
      usedOf(agreement.uses, agreement, memberId, term)
        .filter((count) => count.name === name && (count.used > 0 || count.timesAYear !== undefined))
        .map((count) => `${firstName}: ${countWords(count)}`),
    ),
  }));
  return (
    <>
      <h2>Included services</h2>
      <ul class="list">
        {services.map(({ name, number, counts }) => (
          <li>
            <strong>{name}</strong>
            {counts.map((words) => (
              <span>{words}</span>
            ))}
            {props.allowed.includes('use') && (
              <ul class="acts">
                <ActLink {...props} act="use" words="Record one" about={{ number, on: today }} />
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
