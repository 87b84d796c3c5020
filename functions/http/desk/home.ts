import { isId } from '../../adapters/ids.ts';
import { applicationsToDecide } from '../../adapters/table/application-store.ts';
import { applicationsWithFailedMail } from '../../adapters/table/failed-mail-store.ts';
import { allToSign, attentionPage, type LetterRef, lettersToPost } from '../../adapters/table/roster-store.ts';
import { isNoticeKey } from '../../domain/notices/notice.ts';
import { renderHomePage } from '../../pages/desk/home-page.tsx';
import { type Answer, page } from '../answer.ts';
import { type DeskRequest, deskFace } from './desk-request.ts';

/** What waits for somebody of the practice. */
export async function showHome(request: DeskRequest): Promise<Answer> {
  const { table } = request.deps;
  const { physicianId } = request.session.staff;
  const [applications, notTold, attention, letters, toSign] = await Promise.all([
    applicationsToDecide(table, 50),
    applicationsWithFailedMail(table, 25),
    attentionPage(table),
    lettersToPost(table, letterIn(request.query.letters)),
    allToSign(table),
  ]);
  return page(
    renderHomePage({
      ...deskFace(request),
      applications: applications.applications.length,
      toSign: toSign.filter((one) => physicianId === undefined || one.physicianId === physicianId).length,
      notTold,
      attention: attention.agreements,
      letters: letters.letters,
      nextLetter: letters.next,
      timeZone: request.deps.timeZone,
    }),
  );
}

/** A letter as an address names it: `app0000000000001.renewal-2-1-s1`. */
function letterIn(text = ''): LetterRef | undefined {
  const [ownerId = '', noticeKey = ''] = text.split('.');
  return isId(ownerId) && isNoticeKey(noticeKey) ? { ownerId, noticeKey } : undefined;
}
