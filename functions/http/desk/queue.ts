import { decide, getAgreement } from '../../actions/decide.ts';
import { queueOf } from '../../adapters/table/roster-store.ts';
import { readText } from '../../adapters/table/text-store.ts';
import { type Agreement, documentOf } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { fullName } from '../../domain/people/person.ts';
import type { SignedDocument } from '../../domain/signing/signed-document.ts';
import { isPatientSide, sideAsked } from '../../domain/signing/signers.ts';
import { type QueuedAgreement, renderQueuePage } from '../../pages/desk/queue-page.tsx';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { FieldChecks, longestFullName } from '../forms/checks.ts';
import { keyTermsOf, signaturesOf } from '../routes/signing-words.ts';
import { type DeskRequest, deskFace } from './desk-request.ts';
import { doneWords } from './done-words.ts';
import { countChosen, facesOf, refuseChange, signChanges, waitingChanges, waitsNoMore } from './queued-changes.ts';
import { refusalWords } from './refusal-words.ts';

/** What waits for the physician's signature, those first that expire first. */
export async function showQueue(request: DeskRequest): Promise<Answer> {
  return page(await queuePage(request, await waitingOf(request)));
}

/** A selection is signed with one stated intent; or one agreement is declined. Those that come from another physician alike. */
export async function signQueue(request: DeskRequest): Promise<Answer> {
  const { deps, evidence, form } = request;
  const waiting = await waitingOf(request);
  const checks = new FieldChecks(form);
  const isAboutChange = form['change-signature'] !== undefined || form['refuse-change'] !== undefined;
  if (isAboutChange) {
    const [act, done] =
      form['refuse-change'] === undefined
        ? ([signChanges, 'taken-over'] as const)
        : ([refuseChange, 'refused-change'] as const);
    if (await act(request, await waitingChanges(request), checks)) return seeOther(`/desk/queue?done=${done}`);
    return page(await queuePage(request, waiting, form, checks.errors), 422);
  }
  if (form.decline !== undefined) {
    const one = waiting.find(({ agreement }) => agreement.agreementId === form.decline);
    if (one === undefined) checks.say('form', waitsNoMore);
    const reason = checks.text('reason', 'a reason', { max: 2000, optional: true });
    if (checks.hasErrors || one === undefined) {
      return page(await queuePage(request, waiting, form, checks.errors), 422);
    }
    const about = { ...aboutOf(one), reason, evidence };
    const { refusal } = await decide(deps, one.agreement.agreementId, { type: 'declined', ...about });
    if (refusal === undefined) return seeOther('/desk/queue');
    return page(await queuePage(request, await waitingOf(request), form, { form: refusalWords[refusal] }), 422);
  }
  const chosen = waiting.filter(({ agreement }) => form[`sign-${agreement.agreementId}`] === 'yes');
  const late = countChosen(form, 'sign-') - chosen.length;
  if (chosen.length === 0) checks.say('form', late > 0 ? waitsNoMore : 'Please choose what you sign.');
  const name = checks.text('signature', 'your full name as your signature', { max: longestFullName });
  checks.checked('intent', 'Please confirm that this is your signature.');
  if (checks.hasErrors) return page(await queuePage(request, waiting, form, checks.errors), 422);
  const refused: string[] = [];
  for (const one of chosen) {
    const { agreementId, members } = one.agreement;
    // What was shown is what is signed: the hash came with the page.
    const textHash = form[`text-${agreementId}`] ?? '';
    const { refusal } = await decide(deps, agreementId, { type: 'signed', ...aboutOf(one), name, textHash, evidence });
    if (refusal === undefined || refusal === 'already_signed') continue;
    refused.push(`${members.map(fullName).join(', ')}: ${refusalWords[refusal]}`);
  }
  const others = chosen.length > refused.length ? ' The others are signed.' : '';
  if (late > 0) refused.push(waitsNoMore);
  if (refused.length === 0) return seeOther('/desk/queue?done=signed');
  const errors = { form: `Not signed: ${refused.join(' ')}${others}` };
  return page(await queuePage(request, await waitingOf(request), undefined, errors), 422);
}

interface Waiting {
  agreement: Agreement;
  document: SignedDocument;
}

async function waitingOf({ deps, session }: DeskRequest): Promise<Waiting[]> {
  const { physicianId } = session.staff;
  const candidates = physicianId === undefined ? [] : await queueOf(deps.table, physicianId);
  const read = await Promise.all(
    candidates.map(async ({ agreementId, documentId }) => {
      const { agreement } = await getAgreement(deps, agreementId);
      return { agreement, document: documentOf(agreement, documentId) };
    }),
  );
  return read
    .flatMap(({ agreement, document }) =>
      document !== undefined && sideAsked(agreement, document) === 'physician' ? [{ agreement, document }] : [],
    )
    .sort((a, b) => ((a.document.expiresOn ?? '') < (b.document.expiresOn ?? '') ? -1 : 1));
}

function aboutOf({ document }: Waiting): { documentId: string; signerId: string } {
  const signer = document.signers.find((one) => !isPatientSide(one));
  return { documentId: document.documentId, signerId: signer?.signerId ?? '' };
}

async function queuePage(
  request: DeskRequest,
  waiting: Waiting[],
  values?: FieldValues,
  errors?: FieldErrors,
): Promise<string> {
  const { book, deps, query } = request;
  const today = practiceDate(deps.now, deps.timeZone);
  const { agreementHtml } = await import('../../pages/markdown.ts');
  const queue = await Promise.all(
    waiting.map(
      async ({ agreement, document }): Promise<QueuedAgreement> => ({
        agreementId: agreement.agreementId,
        terms: keyTermsOf(book, agreement, document, today),
        signatures: signaturesOf(book, deps.timeZone, agreement, document),
        expiresOn: document.expiresOn ?? today,
        textHash: document.textHash,
        agreementHtml: agreementHtml(await readText(deps.table, agreement.agreementId, document.documentId)),
      }),
    ),
  );
  const changes = await facesOf(request, await waitingChanges(request));
  return renderQueuePage({ ...deskFace(request), queue, changes, values, errors, done: doneWords(query.done) });
}
