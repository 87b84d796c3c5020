import { composeNotice } from '../../actions/compose-notice.ts';
import { readText } from '../../adapters/table/text-store.ts';
import { type Agreement, documentOf, payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { invoiceOf } from '../../domain/billing/invoice.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { addresseeOf, addressOwner } from '../../domain/notices/addressee.ts';
import { noticeTopic } from '../../domain/notices/notice.ts';
import { fullName } from '../../domain/people/person.ts';
import { isFree } from '../../domain/practice/price.ts';
import { type Signer, signerOf } from '../../domain/signing/signed-document.ts';
import { isPatientSide, openStepOf } from '../../domain/signing/signers.ts';
import { renderInvoice } from '../../pages/paper/invoice.tsx';
import { letterFromMail } from '../../pages/paper/letter.tsx';
import { renderPacket } from '../../pages/paper/packet.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import { invoiceFacts, referenceOf } from '../routes/invoice-facts.ts';
import { capacityOf, coveredBy, disclosuresOf, keyTermsOf } from '../routes/signing-words.ts';
import { agreementOf, noSuchAgreement } from './agreements.ts';
import type { DeskRequest } from './desk-request.ts';

/** The papers for one signer, to print and post. */
export async function showPacket(request: DeskRequest): Promise<Answer> {
  const loaded = await agreementOf(request);
  const signer = loaded && patientSigner(loaded.agreement, request.parameters.signerId ?? '');
  if (loaded === undefined || signer === undefined) return noSuchAgreement(request);
  return (
    correctFirst(loaded.agreement, addressOwner(loaded.agreement, signer)) ??
    packet(request, loaded.agreement, { signer })
  );
}

/** A letter that waits to be posted, as it is now: of a request to sign, the papers themselves. */
export async function showLetter(request: DeskRequest): Promise<Answer> {
  const { book, deps, parameters } = request;
  const { noticeKey = '' } = parameters;
  const loaded = await agreementOf(request);
  if (loaded === undefined || !loaded.notices.has(noticeKey)) return noSuchAgreement(request);
  const { agreement } = loaded;
  const held = correctFirst(agreement, addresseeOf(agreement, noticeKey));
  if (held !== undefined) return held;
  const topic = noticeTopic(noticeKey);
  const signer = 'signerId' in topic ? patientSigner(agreement, topic.signerId) : undefined;
  const isAboutSigning = topic.kind === 'request' || topic.kind === 'reminder' || topic.kind === 'fresh';
  const document = 'documentId' in topic ? documentOf(agreement, topic.documentId) : undefined;
  const step = document && signer && openStepOf(agreement, document, signer);
  // Whoever has signed and owes a way to pay is not sent the papers once more.
  const isPaymentReminder = topic.kind === 'reminder' && step === 'payment';
  if (isAboutSigning && !isPaymentReminder && signer !== undefined)
    return packet(request, agreement, { ...topic, signer });
  const largePrint = request.query.print === 'large';
  const invoice = 'invoiceId' in topic ? invoiceOf(agreement, topic.invoiceId) : undefined;
  const facts = invoice && invoiceFacts(agreement, invoice, deps.timeZone);
  if (topic.kind === 'invoice' && facts !== undefined) {
    return page(renderInvoice({ practice: book.practice, ...facts, largePrint }));
  }
  const owner = { kind: 'agreement', id: agreement.agreementId } as const;
  const composed = await composeNotice(deps, book, owner, agreement, noticeKey);
  if (composed === undefined) return noSuchAgreement(request);
  const to = { ...composed.reader, ...addressOf(agreement, composed.reader) };
  const date = practiceDate(deps.now, deps.timeZone);
  const letter = { practice: book.practice, to, date, largePrint, remittance: facts };
  return page(letterFromMail(composed.mail(request.publicUrl), letter));
}

/** Where a letter came back from somebody's address, the form that corrects it, in place of another letter. */
function correctFirst({ agreementId }: Agreement, owner: ReturnType<typeof addresseeOf>): Answer | undefined {
  if (owner?.letterReturnedOn === undefined) return undefined;
  const who = 'memberId' in owner ? { memberId: owner.memberId } : { partyId: owner.partyId };
  return seeOther(`/desk/agreements/${agreementId}?${new URLSearchParams({ do: 'correct', ...who })}`);
}

/** Of what can be signed still: of the document that a letter asks for, or of the newest. */
async function packet(
  request: DeskRequest,
  agreement: Agreement,
  { documentId, signer: { signerId } }: { documentId?: string; signer: Signer },
): Promise<Answer> {
  const { book, deps } = request;
  const document = agreement.documents.findLast(
    (one) => (documentId ?? one.documentId) === one.documentId && signerOf(one, signerId) !== undefined,
  );
  const signer = document && signerOf(document, signerId);
  if (document?.status !== 'open' || signer === undefined) return noSuchAgreement(request);
  const date = practiceDate(deps.now, deps.timeZone);
  const person = personOf(agreement, signer);
  const { agreementHtml } = await import('../../pages/markdown.ts');
  return page(
    renderPacket({
      practice: book.practice,
      to: { ...person, ...addressOf(agreement, person) },
      date,
      reference: `${referenceOf(agreement)} / ${document.documentId}`,
      signers: [
        { name: fullName(person), capacity: capacityOf(agreement, signer), forWhom: coveredBy(agreement, signer) },
      ],
      expiresOn: document.expiresOn,
      terms: keyTermsOf(book, agreement, document, date),
      disclosures: disclosuresOf(book, agreement, document),
      agreementHtml: agreementHtml(await readText(deps.table, agreement.agreementId, document.documentId)),
      // Later documents are paid as the agreement is.
      pays:
        document.kind === 'agreement' &&
        !isFree(agreement.price) &&
        personOf(agreement, payingRef(agreement)) === person,
      // Large print is what whoever asked for paper was promised.
      largePrint: request.query.print !== 'normal',
    }),
  );
}

/** In the newest document. */
function patientSigner({ documents }: Agreement, signerId: string): Signer | undefined {
  return documents.flatMap(({ signers }) => signers).findLast((one) => one.signerId === signerId && isPatientSide(one));
}

/** Of somebody whose address is not known, the household's. */
function addressOf(
  { members: [first] }: Agreement,
  { address }: { address?: Agreement['members'][number]['address'] },
) {
  const known = address ?? first?.address;
  return known === undefined ? {} : { address: known };
}
