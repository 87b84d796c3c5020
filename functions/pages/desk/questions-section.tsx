import { longDate } from '../civil-date-words.ts';
import { Act, type ActsFace } from './act-link.tsx';

/** What signers asked, until somebody has answered. */
export function Questions(props: ActsFace) {
  const { agreement } = props;
  if (agreement.questions.length === 0) return null;
  return (
    <>
      <h2>Questions</h2>
      <ul class="list">
        {agreement.questions.map(({ questionId, text, dueOn, answered }) => (
          <li>
            <strong>{text}</strong>
            <span>{answered === undefined ? `to be answered by ${longDate(dueOn)}` : 'answered'}</span>
            {answered === undefined && (
              <Act {...props} act="answered" button="I have answered it" hidden={{ questionId }} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
