import type { AuditEntry } from '../../domain/audit/audit-trail.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { fullName } from '../../domain/people/person.ts';
import { openChange } from '../../domain/physician/physician-change.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { ActForm } from './act-form.tsx';
import { ActLink, type ActsFace, type AgreementActName } from './act-link.tsx';
import { Attention } from './attention-section.tsx';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';
import { changeWords, type PhysicianName } from './doctor-forms.tsx';
import { Letters } from './letters-section.tsx';
import { Mails } from './mails.tsx';
import { Money } from './money-section.tsx';
import { MoreActs } from './more-acts.tsx';
import { People } from './people-section.tsx';
import { Questions } from './questions-section.tsx';
import { Services } from './services-section.tsx';
import { Signing } from './signing-section.tsx';
import { stateSentence, statusWords } from './state-words.ts';
import { Timeline } from './timeline.tsx';

export interface AgreementPageProps extends DeskFace, ActsFace {
  physicianName: string;
  /** Absent where the practice has none of this id any more. */
  physician: Physician | undefined;
  timeZone: string;
  now: string;
  /** Mails and letters. */
  notices: readonly Notice[];
  /** Signers who are asked no more until staff unlock them. */
  locked: readonly string[];
  history: readonly AuditEntry[];
  /** By staff id. */
  staffNames: ReadonlyMap<string, string>;
  /** Who might take it over. */
  otherPhysicians: readonly PhysicianName[];
  done?: string | undefined;
  /** The act whose form is open, with what it is about, or as it was filled in. */
  act?: AgreementActName | undefined;
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
}

/** One agreement: its state in one sentence, people, signing, money, letters, timeline, and what may be done. */
export function renderAgreementPage(props: AgreementPageProps): string {
  const { agreement, physicianName, errors } = props;
  return renderDeskPage({
    ...props,
    heading: agreement.members.map(fullName).join(', '),
    errors,
    children: (
      <>
        <p class="amount">
          <strong>{statusWords[agreement.status]}.</strong>{' '}
          {stateSentence(agreement, physicianName, practiceDate(props.now, props.timeZone))}
        </p>
        {props.act !== undefined && props.allowed.includes(props.act) && (
          <ActForm
            act={props.act}
            agreement={agreement}
            otherPhysicians={props.otherPhysicians}
            csrf={props.csrf}
            values={props.values}
            errors={errors}
          />
        )}
        <DoctorChange {...props} />
        <Attention {...props} />
        <div class="halves">
          <div>
            <h2>People</h2>
            <People {...props} />
            <h2>Signing</h2>
            <Signing {...props} />
            <Questions {...props} />
            <Letters {...props} />
            <Mails notices={props.notices} timeZone={props.timeZone} />
          </div>
          <div>
            <h2>Money</h2>
            <Money {...props} />
            <Services {...props} />
            <h2 id="waiting">More</h2>
            <MoreActs {...props} />
          </div>
        </div>
        <h2>Timeline</h2>
        <Timeline {...props} />
      </>
    ),
  });
}

/** Another doctor is to take over. */
function DoctorChange(props: AgreementPageProps) {
  const { agreement, otherPhysicians, physicianName } = props;
  const nameOf = (id: string) => otherPhysicians.find(({ physicianId }) => physicianId === id)?.name ?? physicianName;
  const words = changeWords(agreement, nameOf);
  const change = openChange(agreement);
  if (words === undefined || change === undefined) return null;
  return (
    <section class="note" aria-label="Another doctor">
      <p>{words}</p>
      {change.state !== 'signed' && (
        <ul class="acts">
          <ActLink {...props} act="doctor-answer" words="They answered" about={{ change: String(change.number) }} />
        </ul>
      )}
    </section>
  );
}
