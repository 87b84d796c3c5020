import {
  type Agreement,
  endingOf,
  type Mark,
  type Member,
  type OtherParty,
  personOf,
  type Signer,
  termOn,
} from '../../domain/agreement/agreement.ts';
import { nextMemberId } from '../../domain/agreement/on-members.ts';
import { failures } from '../../domain/agreement/restart.ts';
import type { AuditEntry } from '../../domain/audit/audit-trail.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { settlementsOf } from '../../domain/ending/settlements.ts';
import { formatCents } from '../../domain/money/money.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { fullName, type Party } from '../../domain/people/person.ts';
import { openChange } from '../../domain/physician/physician-change.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { signingOf } from '../../domain/renewal/changed-terms.ts';
import { childSigners, isPatientSide, sideAsked } from '../../domain/signing/signers.ts';
import { usedOf } from '../../domain/use/service-use.ts';
import { longDate } from '../civil-date-words.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { countWords } from '../use-words.ts';
import { ActForm } from './act-forms.tsx';
import { Act, ActLink, type ActsFace, type AgreementActName } from './act-link.tsx';
import { adviceWords, markWords } from './attention-advice.ts';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';
import { changeWords, type PhysicianName } from './doctor-forms.tsx';
import { Letters } from './letters-section.tsx';
import { Mails } from './mails.tsx';
import { Money } from './money-section.tsx';
import { factWords, stateSentence, statusWords } from './words.ts';

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
          <strong>{statusWords[agreement.status]}.</strong> {stateSentence(agreement, physicianName)}
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
        <h2>People</h2>
        <People {...props} />
        <h2>Signing</h2>
        <Signing {...props} />
        <h2>Money</h2>
        <Money {...props} />
        <Services {...props} />
        <Letters {...props} />
        <Mails notices={props.notices} timeZone={props.timeZone} />
        <Questions {...props} />
        <h2 id="waiting">More</h2>
        <ul class="acts">
          {agreement.status === 'waitlisted' && <ActLink {...props} act="offer" words="Offer a seat now" />}
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
                  words={`The check with ${formatCents(amountCents)} is posted`}
                  about={{ paymentId, ...(memberId === undefined ? {} : { memberId }) }}
                />
              )),
          )}
        </ul>
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

function isInForce({ status }: Agreement): boolean {
  return status === 'active' || status === 'in_grace';
}

function isBeforeForce({ status }: Agreement): boolean {
  return !['active', 'in_grace', 'ending', 'ended', 'closed'].includes(status);
}

/** Marks that go by what is done, not by looking. */
const decidedElsewhere: readonly string[] = [
  'question',
  'unpaid',
  'renewal_undecided',
  'refund_by_check',
  'letter_returned',
];

function Attention(props: AgreementPageProps) {
  const { agreement, physician } = props;
  const { needsAttention } = agreement;
  if (needsAttention.length === 0) return null;
  return (
    <section class="note" aria-label="Somebody should look">
      <ul class="acts">
        {needsAttention.map((mark) => (
          <li>
            <strong>{markWords(agreement, mark)}</strong>
            <span>{adviceWords(agreement, mark, physician)}</span>
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

function People(props: AgreementPageProps) {
  const { agreement } = props;
  return (
    <ul class="list">
      {agreement.members.map((member) => (
        <li>
          <strong>{fullName(member)}</strong>
          <span>
            born {longDate(member.birthDate)}
            {member.died && `, died ${longDate(member.died.on)}`}
          </span>
          <ContactLines person={member} />
          <ul class="acts">
            <ActLink
              {...props}
              act="correct"
              words="Correct email, phone or address"
              about={{ memberId: member.memberId }}
            />
            {agreement.status === 'active' && <Leaving {...props} member={member} />}
            {agreement.status === 'closed' || agreement.status === 'ended' ? null : member.died === undefined ? (
              <ActLink {...props} act="death" words="Has died" about={{ memberId: member.memberId }} />
            ) : (
              <li>
                <Act
                  {...props}
                  act="undo-death"
                  button="Lives: recorded by mistake"
                  hidden={{ memberId: member.memberId }}
                />
              </li>
            )}
          </ul>
        </li>
      ))}
      {agreement.formerMembers?.map((member) => (
        <li>
          <strong>{fullName(member)}</strong>
          <span>was a member until {longDate(member.departure?.lastDay ?? '')}</span>
        </li>
      ))}
      {agreement.parties.map((party) => (
        <li>
          <strong>{fullName(party)}</strong>
          <span>{partWords(agreement, party)}</span>
          <ContactLines person={party} />
          <ul class="acts">
            <ActLink
              {...props}
              act="correct"
              words="Correct email, phone or address"
              about={{ partyId: party.partyId }}
            />
            {isHelping(agreement, party) && (
              <li>
                <Act {...props} act="helper-revoke" button="No more copies" hidden={{ partyId: party.partyId }} />
              </li>
            )}
          </ul>
        </li>
      ))}
      {agreement.status !== 'closed' && (
        <li>
          <ul class="acts">
            {agreement.status === 'active' && childSigners(agreement).length > 0 && (
              <ActLink
                {...props}
                act="member-add"
                words="A child joins"
                about={{ memberId: nextMemberId(agreement) }}
              />
            )}
            <ActLink {...props} act="helper-add" words="Somebody gets copies" />
            {agreement.payer === undefined && agreement.paymentMethod === undefined && (
              <ActLink {...props} act="payer" words="Somebody else pays" />
            )}
          </ul>
        </li>
      )}
    </ul>
  );
}

/** Of several members, one may leave while the others stay. */
function Leaving(props: AgreementPageProps & { member: Member }) {
  const { agreement, member } = props;
  const { memberId, departure } = member;
  if (departure !== undefined) {
    return (
      <li>
        Leaves after {longDate(departure.lastDay)}
        <Act {...props} act="member-stays" button="They stay" hidden={{ memberId }} />
      </li>
    );
  }
  if (agreement.members.length === 1) return null;
  return <ActLink {...props} act="member-leaves" words="Leaves" about={{ memberId }} />;
}

function ContactLines({ person }: { person: Party }) {
  const { email, emailRefused, phone, address, letterReturnedOn } = person;
  const lines = [
    email ?? 'No email: everything goes by post',
    ...(emailRefused === undefined ? [] : [refusalWords[emailRefused.because]]),
    ...(phone === undefined ? [] : [phone]),
    ...(address === undefined ? [] : [`${address.line1}, ${address.city}, ${address.state} ${address.postalCode}`]),
    ...(letterReturnedOn === undefined ? [] : [`a letter came back on ${longDate(letterReturnedOn)}`]),
  ];
  return <span>{lines.join(' · ')}</span>;
}

const refusalWords = {
  complaint: 'complained about an email: everything goes by post',
  suppressed: 'the mail service sends nothing there: everything goes by post',
} as const;

function isHelping({ helpers }: Agreement, { partyId }: OtherParty): boolean {
  return helpers.some((one) => one.partyId === partyId && one.revokedAt === undefined);
}

function partWords(agreement: Agreement, party: OtherParty): string {
  const { payer, documents } = agreement;
  const signs = documents.flatMap(({ signers }) => signers).find(({ partyId }) => partyId === party.partyId);
  const parts = [
    ...(signs === undefined ? [] : [`signs as ${signs.capacity}`]),
    ...(payer?.partyId === party.partyId ? [payer.authorised === undefined ? 'is asked to pay' : 'pays'] : []),
    ...(isHelping(agreement, party) ? ['gets copies'] : []),
  ];
  return parts.join(', ') || 'has no part any more';
}

function Signing(props: AgreementPageProps) {
  const { agreement, physicianName, timeZone, locked } = props;
  return (
    <ul class="list">
      {agreement.documents.flatMap((document) =>
        document.signers.map((signer) => {
          const { documentId, status } = document;
          const about = { documentId, signerId: signer.signerId };
          const isOpen = status === 'open' && signer.signature === undefined && isPatientSide(signer);
          const isAsked = isOpen && sideAsked(agreement, document) === 'patients';
          return (
            <li>
              <strong>{isPatientSide(signer) ? fullName(personOf(agreement, signer)) : physicianName}</strong>
              <span>
                {document.kind === 'changed-terms' && 'changed terms: '}
                {signerWords(signer, timeZone, locked)}
              </span>
              {isOpen && (
                <ul class="acts">
                  {isAsked && !signer.onPaper && (
                    <li>
                      <Act
                        {...props}
                        act="resend"
                        button="Send a fresh link"
                        hidden={{ ...about, generation: String(signer.links?.generation ?? 0) }}
                      />
                    </li>
                  )}
                  {locked.includes(signer.signerId) && (
                    <li>
                      <Act {...props} act="unlock" button="Unlock" hidden={about} />
                    </li>
                  )}
                  {isAsked && <ActLink {...props} act="in-office" words="Sign here, on this device" about={about} />}
                  {!signer.onPaper && (
                    <li>
                      <Act {...props} act="paper" button="On paper instead" hidden={about} />
                    </li>
                  )}
                  {props.allowed.includes('posted') && (
                    <li>
                      <a href={`/desk/agreements/${agreement.agreementId}/packet/${signer.signerId}`}>
                        Print the packet
                      </a>
                    </li>
                  )}
                  {isAsked && <ActLink {...props} act="paper-signed" words="The signed packet is back" about={about} />}
                  {signer.wards && <ActLink {...props} act="proof" words="Note a proof" about={about} />}
                </ul>
              )}
            </li>
          );
        }),
      )}
    </ul>
  );
}

function signerWords(signer: Signer, timeZone: string, locked: readonly string[]): string {
  const { signature, proof, onPaper } = signer;
  const day = signature?.onPaper?.signedOn ?? (signature && practiceDate(signature.at, timeZone));
  return [
    day === undefined
      ? signer.askedAt === undefined
        ? 'not asked yet'
        : 'has not signed'
      : `signed on ${longDate(day)}`,
    ...(signature?.onPaper || (onPaper && signature === undefined) ? ['on paper'] : []),
    ...(locked.includes(signer.signerId) ? ['locked after wrong dates of birth'] : []),
    ...(proof === undefined
      ? []
      : [`proof: ${proof.kind}${proof.expiresOn === undefined ? '' : ` until ${longDate(proof.expiresOn)}`}`]),
  ].join(', ');
}

/** How often each member had what the plan includes, in the term that runs. */
function Services(props: AgreementPageProps) {
  const { agreement, now, timeZone } = props;
  const today = practiceDate(now, timeZone);
  const term = termOn(agreement, today) ?? agreement.terms.at(-1);
  if (term === undefined) return null;
  const rows = agreement.members.flatMap((member) =>
    usedOf(agreement.uses, agreement.plan, member.memberId, term)
      .filter(({ used, timesAYear }) => used > 0 || timesAYear !== undefined)
      .map((count) => ({ member, count })),
  );
  return (
    <>
      <h2>Included services</h2>
      <ul class="list">
        {rows.map(({ member, count }) => (
          <li>
            <strong>{count.name}</strong>
            <span>
              {member.firstName}: {countWords(count)}
            </span>
          </li>
        ))}
      </ul>
      <ul class="acts">
        <ActLink
          {...props}
          act="use"
          words="Record a service"
          about={{ useId: `u${agreement.uses.length + 1}`, on: today }}
        />
      </ul>
    </>
  );
}

function Questions(props: AgreementPageProps) {
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

function Timeline({ history, timeZone, staffNames }: AgreementPageProps) {
  return (
    <ol class="timeline">
      {history.toReversed().map((entry) => {
        const by = typeof entry.data.by === 'string' ? staffNames.get(entry.data.by) : undefined;
        return (
          <li>
            <time dateTime={entry.at}>{longDate(practiceDate(entry.at, timeZone))}</time> {factWords(entry)}
            {by && <span>, by {by}</span>}
          </li>
        );
      })}
    </ol>
  );
}
