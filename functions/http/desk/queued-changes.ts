import { decide, getAgreement } from '../../actions/decide.ts';
import { changesToSign } from '../../adapters/table/roster-store.ts';
import { readText } from '../../adapters/table/text-store.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import { fullName } from '../../domain/people/person.ts';
import { openChange, type PhysicianChange, signBy } from '../../domain/physician/physician-change.ts';
import { physicianOf } from '../../domain/practice/practice.ts';
import type { SignedDocument } from '../../domain/signing/signed-document.ts';
import type { QueuedChange } from '../../pages/desk/queued-changes.tsx';
import { type FieldChecks, longestFullName } from '../forms/checks.ts';
import type { DeskRequest } from './desk-request.ts';
import { refusalWords } from './refusal-words.ts';

export interface WaitingChange {
  agreement: Agreement;
  change: PhysicianChange;
  document: SignedDocument;
}

/** The agreements that wait for this physician to take them over, those first whose time is over first. */
export async function waitingChanges({ deps, session }: DeskRequest): Promise<WaitingChange[]> {
  const { physicianId } = session.staff;
  const candidates = (await changesToSign(deps.table)).filter((one) => one.physicianId === physicianId);
  const read = await Promise.all(candidates.map(({ agreementId }) => getAgreement(deps, agreementId)));
  return read.flatMap(({ agreement }) => {
    const change = openChange(agreement);
    const document = agreement.documents.findLast(({ status }) => status === 'completed');
    const isTheirs = change?.state === 'accepted' && change.to === physicianId;
    return isTheirs && document !== undefined ? [{ agreement, change, document }] : [];
  });
}

/** The form's selection is signed with one stated intent; answers whether it was, or the checks say what is missing. */
export async function signChanges(
  { deps, evidence, form }: DeskRequest,
  waiting: readonly WaitingChange[],
  checks: FieldChecks,
): Promise<boolean> {
  const chosen = waiting.filter(({ agreement }) => form[`change-${agreement.agreementId}`] === 'yes');
  const late = countChosen(form, 'change-') - chosen.length;
  if (chosen.length === 0) checks.say('form', late > 0 ? waitsNoMore : 'Please choose whom you take over.');
  const name = checks.text('change-signature', 'your full name as your signature', { max: longestFullName });
  checks.checked('change-intent', 'Please confirm that this is your signature.');
  if (checks.hasErrors) return false;
  const refused: string[] = [];
  for (const { agreement, change } of chosen) {
    const { agreementId, members } = agreement;
    // What was shown is what is signed: number and hash came with the page.
    const number = Number(form[`change-number-${agreementId}`]);
    const { refusal, agreement: after } = await decide(deps, agreementId, {
      type: 'physician_change_signed',
      number,
      physicianId: change.to,
      name,
      textHash: form[`change-text-${agreementId}`] ?? '',
      evidence,
    });
    const isTheirs = after.physicianChanges.some(
      (one) => one.number === number && one.to === change.to && one.signature !== undefined,
    );
    if (refusal !== undefined && !isTheirs)
      refused.push(`${members.map(fullName).join(', ')}: ${refusalWords[refusal]}`);
  }
  const others = chosen.length > refused.length ? ' The others are taken over.' : '';
  if (late > 0) refused.push(waitsNoMore);
  if (refused.length === 0) return true;
  checks.say('form', `Not taken over: ${refused.join(' ')}${others}`);
  return false;
}

/** Of a form that came twice, or late. */
export const waitsNoMore =
  'What you chose waits for you no more: it is signed already, or it came to nothing. Its page says which.';

/** How many boxes beside one of several are ticked; their names begin so, as does that of the stated intent. */
export function countChosen(form: DeskRequest['form'], prefix: string): number {
  return Object.entries(form).filter(
    ([name, value]) => name.startsWith(prefix) && name !== `${prefix}intent` && value === 'yes',
  ).length;
}

/** One of them is not taken over. */
export async function refuseChange(
  { deps, evidence, form }: DeskRequest,
  waiting: readonly WaitingChange[],
  checks: FieldChecks,
): Promise<boolean> {
  const one = waiting.find(({ agreement }) => agreement.agreementId === form['refuse-change']);
  const reason = checks.text('reason', 'a reason', { max: 2000, optional: true });
  if (one === undefined) checks.say('form', waitsNoMore);
  if (checks.hasErrors || one === undefined) return false;
  const { number, to } = one.change;
  const about = { number, physicianId: to, reason, evidence };
  const { refusal } = await decide(deps, one.agreement.agreementId, { type: 'physician_change_refused', ...about });
  if (refusal !== undefined) checks.say('form', refusalWords[refusal]);
  return refusal === undefined;
}

export async function facesOf({ book, deps }: DeskRequest, waiting: readonly WaitingChange[]): Promise<QueuedChange[]> {
  const { agreementHtml } = await import('../../pages/markdown.ts');
  return Promise.all(
    waiting.map(async ({ agreement, change, document }) => ({
      agreementId: agreement.agreementId,
      number: change.number,
      memberNames: agreement.members.map(fullName),
      planName: agreement.plan.name,
      feeCents: agreement.price.feeCents,
      termEndsOn: agreement.terms.at(-1)?.endsOn ?? '',
      fromName: physicianOf(book, change.from).name,
      effectiveOn: change.effectiveOn,
      signBy: signBy(change),
      textHash: document.textHash,
      agreementHtml: agreementHtml(await readText(deps.table, agreement.agreementId, document.documentId)),
    })),
  );
}
