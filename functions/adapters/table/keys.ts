import { createHash } from 'node:crypto';
import type { Person } from '../../domain/people/person.ts';

/** Every key of the table is made here. */
export const keys = {
  agreement: (agreementId: string) => ({ PK: `A#${agreementId}`, SK: 'AGREEMENT' }),
  agreementPart: (agreementId: string, part: string) => ({ PK: `A#${agreementId}`, SK: part }),
  history: (agreementId: string, sequence: number) => ({
    PK: `H#${agreementId}`,
    SK: `E#${String(sequence).padStart(8, '0')}`,
  }),
  text: (agreementId: string, documentId: string) => ({ PK: `D#${agreementId}`, SK: `TEXT#${documentId}` }),
  application: (applicationId: string) => ({ PK: `APP#${applicationId}`, SK: 'APPLICATION' }),
  applicationDay: (email: string, date: string) => ({ PK: `DAY#${date}`, SK: `EMAIL#${emailHash(email)}` }),
  networkDay: (networkHash: string, date: string) => ({ PK: `DAY#${date}`, SK: `NETWORK#${networkHash}` }),
  notice: (owner: Owner, noticeKey: string) => ({ PK: ownerPartition(owner), SK: `NOTICE#${noticeKey}` }),
  wish: (owner: Owner, workflow: string) => ({ PK: ownerPartition(owner), SK: `WISH#${workflow}` }),
  token: (agreementId: string, workflow: string) => ({ PK: `A#${agreementId}`, SK: `TOKEN#${workflow}` }),
  answers: (agreementId: string, documentId: string, signerId: string) => ({
    PK: `A#${agreementId}`,
    SK: `ANSWERS#${documentId}#${signerId}`,
  }),
  link: (token: string) => ({ PK: `L#${sha256(token)}`, SK: 'LINK' }),
  session: (token: string) => ({ PK: `S#${sha256(token)}`, SK: 'SESSION' }),
  staff: (staffId: string, part: 'SIGNED-OUT' | 'PROFILE') => ({ PK: `STAFF#${staffId}`, SK: part }),
  staffSession: (token: string) => ({ PK: `SS#${sha256(token)}`, SK: 'STAFFSESSION' }),
  signIn: (token: string) => ({ PK: `SI#${sha256(token)}`, SK: 'SIGNIN' }),
  practice: (part: string) => ({ PK: 'PRACTICE', SK: part }),
  planVersion: (planId: string, version: number) => ({
    PK: `PLAN#${planId}`,
    SK: `VERSION#${String(version).padStart(5, '0')}`,
  }),
  panel: (physicianId: string) => ({ PK: 'PANELS', SK: `PANEL#${physicianId}` }),
  refund: (refundKey: string) => ({ PK: `SANDBOX#${refundKey}`, SK: 'REFUND' }),
  charge: (chargeKey: string) => ({ PK: `SANDBOX#${chargeKey}`, SK: 'CHARGE' }),
};

/** Whom a mail or a wish is about. An application becomes the agreement of the same id; a panel's id is its physician's. */
export interface Owner {
  kind: 'application' | 'agreement' | 'panel';
  id: string;
}

const partitionOf = { application: 'APP', agreement: 'A', panel: 'PANEL' } as const;

export function ownerPartition(owner: Owner): string {
  return `${partitionOf[owner.kind]}#${owner.id}`;
}

/** The owner whose partition this is. Throws a RangeError for a partition of something else. */
export function ownerOf(partition: string): Owner {
  const [kind, id] = partition.split('#');
  if (id !== undefined && kind === 'APP') return { kind: 'application', id };
  if (id !== undefined && kind === 'A') return { kind: 'agreement', id };
  if (id !== undefined && kind === 'PANEL') return { kind: 'panel', id };
  throw new RangeError(`The partition of a ${kind} belongs to no application, agreement or panel`);
}

/** Index keys hold an address as its hash, so that no metric of hot keys can name a person. */
export function emailHash(email: string): string {
  return sha256(email.trim().toLowerCase());
}

/** A person, the same whatever their address, so that nobody is taken on twice. */
export function personHash({
  firstName,
  lastName,
  birthDate,
}: Pick<Person, 'firstName' | 'lastName' | 'birthDate'>): string {
  return sha256([firstName, lastName, birthDate].join('\n').toLowerCase());
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
