import { type Application, signsForAdults } from '../application/application.ts';
import { emptyTrail } from '../audit/audit-trail.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { Member } from '../people/member.ts';
import { isMinor } from '../people/person.ts';
import type { Plan } from '../practice/practice.ts';
import type { Price } from '../practice/price.ts';
import type { Signer } from '../signing/signed-document.ts';
import type { Agreement } from './agreement.ts';
import type { Decision } from './events.ts';

/** The agreement's text as it was drawn up for this patient. */
export interface DrawnText {
  textHash: string;
  templateVersion: number;
  disclosureIds: string[];
}

interface Given {
  plan: Plan;
  price: Price;
  text: DrawnText;
  seatFree: boolean;
  signsInOrder: boolean;
  timeZone: string;
  /** Somebody of the members needs one before the first care: staff are told. */
  needsPrivateContract?: boolean;
  /** The member of staff who approved it; absent where the practice approves by itself. */
  by?: string;
}

/**
 * An approved application becomes an agreement: offered, with its seats, where the panel has them free; waitlisted else.
 * The first decision of its life; every later one is `transition`'s.
 */
export function createAgreement(application: Application, given: Given, now: string): Decision {
  const status = given.seatFree ? 'offered' : 'waitlisted';
  const { plan, price, text } = given;
  const members = application.members.map((person, index) => ({ memberId: `m${index + 1}`, ...person }));
  const { parties, payer } = partiesOf(application, now);
  return {
    agreement: {
      schema: 1,
      agreementId: application.applicationId,
      version: 0,
      status,
      statusSince: now,
      run: 1,
      physicianId: application.physicianId,
      plan,
      price,
      ...(application.startOn === undefined ? {} : { startOn: application.startOn }),
      members,
      parties,
      ...(payer === undefined ? {} : { payer }),
      helpers: [],
      questions: [],
      documents: [
        {
          documentId: 'd1',
          kind: 'agreement',
          status: 'open',
          ...text,
          isInOrder: given.signsInOrder,
          signers: signersOf(application, members, practiceDate(now, given.timeZone)),
        },
      ],
      terms: [],
      invoices: [],
      ledger: [],
      physicianChanges: [],
      endings: [],
      uses: [],
      needsAttention: given.needsPrivateContract ? [{ code: 'private_contract', at: now }] : [],
      audit: emptyTrail,
    },
    facts: [
      {
        type: 'application_approved',
        data: {
          status,
          planId: plan.planId,
          planVersion: plan.version,
          ...price,
          physicianId: application.physicianId,
          emailConsentAt: application.emailConsentAt,
          ...(given.by === undefined ? {} : { by: given.by }),
          ...text,
        },
      },
    ],
    wishes: [
      status === 'offered'
        ? { workflow: 'onboarding' }
        : { workflow: 'notice', noticeKey: noticeKeys.waitlisted('s1') },
    ],
  };
}

const representativeId = 'p1';

function partiesOf({ representative, payer }: Application, now: string): Pick<Agreement, 'parties' | 'payer'> {
  const parties = [
    ...(representative === undefined ? [] : [{ partyId: representativeId, ...representative }]),
    ...(payer === undefined ? [] : [{ partyId: representative === undefined ? 'p1' : 'p2', ...payer }]),
  ];
  const payerId = payer === undefined ? undefined : parties.at(-1)?.partyId;
  return { parties, ...(payerId === undefined ? {} : { payer: { partyId: payerId, askedAt: now } }) };
}

/** Every adult signs; whoever acts for the others signs for them; the physician countersigns, last. */
function signersOf(application: Application, members: Member[], today: string): Signer[] {
  const { actsAs, representative } = application;
  const areWards = (member: Member) => signsForAdults(actsAs) || isMinor(member, today);
  const capacity = actsAs ?? 'parent';
  const wards = members.filter(areWards).map(({ memberId }) => ({ memberId, capacity }));
  const adults = members.filter((member) => !areWards(member));
  const [guardian] = adults;
  const signers: Omit<Signer, 'signerId'>[] = adults.map((member) => ({
    capacity: 'self',
    memberId: member.memberId,
    ...(member === guardian && representative === undefined && wards.length > 0 ? { wards } : {}),
    ...onPaper(application, member),
  }));
  if (representative !== undefined) {
    signers.unshift({ capacity, partyId: representativeId, wards, ...onPaper(application, representative) });
  }
  signers.push({ capacity: 'physician' });
  return signers.map((signer, index) => ({ signerId: `s${index + 1}`, ...signer }));
}

function onPaper({ emailConsentAt }: Application, { email }: { email?: string }): Pick<Signer, 'onPaper'> {
  return emailConsentAt === undefined || email === undefined ? { onPaper: true } : {};
}
