import { applicationsToDecide } from '../../adapters/table/application-store.ts';
import { allToSign, attentionPage, lettersToPost } from '../../adapters/table/roster-store.ts';
import { renderHomePage } from '../../pages/desk/home-page.tsx';
import { type Answer, page } from '../answer.ts';
import { type DeskRequest, deskFace } from './desk-request.ts';

/** What waits for somebody of the practice. */
export async function showHome(request: DeskRequest): Promise<Answer> {
  const { table } = request.deps;
  const { physicianId } = request.session.staff;
  const [applications, attention, letters, toSign] = await Promise.all([
    applicationsToDecide(table, 50),
    attentionPage(table),
    lettersToPost(table),
    allToSign(table),
  ]);
  return page(
    renderHomePage({
      ...deskFace(request),
      applications: applications.applications.length,
      toSign: toSign.filter((one) => physicianId === undefined || one.physicianId === physicianId).length,
      attention: attention.agreements,
      letters,
    }),
  );
}
