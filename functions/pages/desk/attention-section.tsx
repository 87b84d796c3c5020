import type { Mark } from '../../domain/agreement/agreement.ts';
import { failures } from '../../domain/agreement/restart.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { Act, type ActsFace } from './act-link.tsx';
import { adviceWords, markWords } from './attention-advice.ts';

interface AttentionProps extends ActsFace {
  /** Absent where the practice has none of this id any more. */
  physician: Physician | undefined;
}

/** Marks that go by what is done, not by looking. */
const decidedElsewhere: readonly string[] = [
  'question',
  'unpaid',
  'renewal_undecided',
  'refund_by_check',
  'letter_returned',
];

/** What somebody should look at, with what to do about it. */
export function Attention(props: AttentionProps) {
  const { agreement, physician } = props;
  const { needsAttention } = agreement;
  if (needsAttention.length === 0) return null;
  return (
    <section class="note" aria-label="Somebody should look">
      <ul class="marks">
        {needsAttention.map((mark) => (
          <li>
            <strong>{markWords(agreement, mark)}</strong>
            <p>{adviceWords(agreement, mark, physician)}</p>
            {failures.includes(mark.code) && <Act {...props} act="restart" button="Begin it again" />}
            {!decidedElsewhere.includes(mark.code) && (
              <Act {...props} act="settle" button="I have looked at it" hidden={hiddenOf(mark)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function hiddenOf({ code, memberId }: Mark): Record<string, string> {
  return { code, ...(memberId === undefined ? {} : { memberId }) };
}
