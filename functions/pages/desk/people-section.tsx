import { type Agreement, hasDied, isSamePerson, personOf } from '../../domain/agreement/agreement.ts';
import { joiningOf } from '../../domain/agreement/joining.ts';
import { nextMemberId } from '../../domain/agreement/member-ids.ts';
import { isDated } from '../../domain/agreement/next-date.ts';
import { guardianCandidates } from '../../domain/agreement/on-guardian.ts';
import { isMethodMissing, isOthersToStop, isPayerAsked } from '../../domain/agreement/on-payer.ts';
import type { Helper, Member, OtherParty, PersonRef } from '../../domain/people/member.ts';
import { fullName, type Party } from '../../domain/people/person.ts';
import { childSigners, isPatientSide, wantsPaper } from '../../domain/signing/signers.ts';
import { addressWords } from '../address-words.ts';
import { longDate } from '../civil-date-words.ts';
import { stateName } from '../us-states.ts';
import { Act, ActLink, type ActsFace } from './act-link.tsx';

/** Members, and whoever signs, pays or gets copies beside them. */
export function People(props: ActsFace) {
  const { agreement } = props;
  const joining = joiningOf(agreement);
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
            <PaperWish {...props} about={{ memberId: member.memberId }} />
            <ActLink
              {...props}
              act="birth-date"
              words="Correct the date of birth"
              about={{ memberId: member.memberId }}
            />
            {agreement.status === 'active' && <Leaving {...props} member={member} />}
            {agreement.status === 'active' && guardianCandidates(agreement, member.memberId).length > 0 && (
              <ActLink {...props} act="guardian" words="Somebody else signs" about={{ memberId: member.memberId }} />
            )}
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
      {joining && <Joining {...props} {...joining} />}
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
            <PaperWish {...props} about={{ partyId: party.partyId }} />
            {party.birthDate !== undefined && (
              <ActLink
                {...props}
                act="birth-date"
                words="Correct the date of birth"
                about={{ partyId: party.partyId }}
              />
            )}
            {helping(agreement, party) !== undefined && (
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
            {agreement.status === 'active' && joining === undefined && childSigners(agreement).length > 0 && (
              <ActLink
                {...props}
                act="member-add"
                words="A child joins"
                about={{ memberId: nextMemberId(agreement) }}
              />
            )}
            {agreement.status === 'active' && joining === undefined && (
              <ActLink
                {...props}
                act="adult-add"
                words="An adult joins"
                about={{ memberId: nextMemberId(agreement) }}
              />
            )}
            <ActLink {...props} act="helper-add" words="Somebody gets copies" />
            {(isMethodMissing(agreement) || isOthersToStop(agreement)) && (
              <ActLink
                {...props}
                act="payer-answer"
                words={isMethodMissing(agreement) ? 'They said how they pay' : 'They do not want to pay any more'}
                about={{ replaces: String(agreement.formerPayers?.length ?? 0) }}
              />
            )}
            {(isDated(agreement) || agreement.paymentMethod === undefined || isOthersToStop(agreement)) && (
              <ActLink
                {...props}
                act="payer"
                words="Somebody else pays"
                about={{ replaces: String(agreement.formerPayers?.length ?? 0) }}
              />
            )}
          </ul>
        </li>
      )}
    </ul>
  );
}

/** Whoever is asked to join, until all have signed. */
function Joining(props: ActsFace & NonNullable<ReturnType<typeof joiningOf>>) {
  const { asked, document } = props;
  const { documentId, expiresOn } = document;
  return (
    <li>
      <strong>{fullName(asked)}</strong>
      <span>
        is asked to join, born {longDate(asked.birthDate)}
        {expiresOn && `; all of them can sign until ${longDate(expiresOn)}`}
      </span>
      <ContactLines person={asked} />
      <ul class="acts">
        <ActLink
          {...props}
          act="correct"
          words="Correct email, phone or address"
          about={{ memberId: asked.memberId }}
        />
        <PaperWish {...props} about={{ memberId: asked.memberId }} />
        <ActLink {...props} act="birth-date" words="Correct the date of birth" about={{ memberId: asked.memberId }} />
        <li>
          <Act {...props} act="adult-stop" button="Ask them no more" hidden={{ documentId }} />
        </li>
      </ul>
    </li>
  );
}

/** Whoever gets mails may want letters in their place at any time, and mails again later. */
function PaperWish(props: ActsFace & { about: { memberId: string } | { partyId: string } }) {
  const { agreement, about } = props;
  const { email, emailRefused } = personOf(agreement, about);
  if (agreement.status === 'closed' || hasDied(agreement, about)) return null;
  if (emailRefused?.because === 'withdrawn') {
    return <ActLink {...props} act="by-email" words="They want email again" about={about} />;
  }
  if (email === undefined || wantsPaper(agreement, about) || !isWrittenTo(agreement, about)) return null;
  return <ActLink {...props} act="by-post" words="They want everything by post" about={about} />;
}

/** Of members those who sign; of the others all. */
function isWrittenTo({ documents }: Agreement, about: PersonRef): boolean {
  const signers = documents.flatMap((document) => document.signers).filter(isPatientSide);
  return about.partyId !== undefined || signers.some((signer) => isSamePerson(signer, about));
}

/** Of several members, one may leave while the others stay. */
function Leaving(props: ActsFace & { member: Member }) {
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

function ContactLines({ person }: { person: Party & Pick<Member, 'seasonalState'> }) {
  const { email, emailRefused, phone, address, seasonalState, letterReturnedOn } = person;
  const lines = [
    email ?? 'No email: everything goes by post',
    ...(emailRefused === undefined ? [] : [refusalWords[emailRefused.because]]),
    ...(phone === undefined ? [] : [phone]),
    ...(address === undefined ? [] : [addressWords(address)]),
    ...(seasonalState === undefined ? [] : [`A part of the year in ${stateName(seasonalState)}`]),
    ...(letterReturnedOn === undefined ? [] : [`A letter came back on ${longDate(letterReturnedOn)}`]),
  ];
  return (
    <>
      {lines.map((line) => (
        <>
          {' '}
          <span>{line}</span>
        </>
      ))}
    </>
  );
}

const refusalWords = {
  complaint: 'Complained about an email: everything goes by post',
  'wrong-person': 'Somebody else reads this mailbox: everything goes by post until it is corrected',
  suppressed: 'The mail service sends nothing there: everything goes by post',
  withdrawn: 'Wants everything by post',
} as const;

function helping({ helpers }: Agreement, { partyId }: OtherParty): Helper | undefined {
  return helpers.find((one) => one.partyId === partyId && one.revokedAt === undefined);
}

function payerWords(agreement: Agreement): string {
  if (agreement.payer?.authorised !== undefined) return 'pays';
  return isPayerAsked(agreement) ? 'is asked to pay' : 'is to pay';
}

function partWords(agreement: Agreement, party: OtherParty): string {
  const { payer, documents } = agreement;
  const helper = helping(agreement, party);
  const signs = documents.flatMap(({ signers }) => signers).find(({ partyId }) => partyId === party.partyId);
  const parts = [
    ...(signs === undefined ? [] : [`signs as ${signs.capacity}`]),
    ...(payer?.partyId === party.partyId ? [payerWords(agreement)] : []),
    ...(helper === undefined
      ? []
      : [`gets copies, as ${fullName(personOf(agreement, helper.consentedBy))} has agreed`]),
  ];
  return parts.join(', ') || 'has no part any more';
}
