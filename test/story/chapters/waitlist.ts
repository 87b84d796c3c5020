import type { Applicant } from '../../support/journey.ts';
import type { Spine } from '../../support/spine.ts';
import type { Story } from '../story.ts';

function applicant(number: number): Applicant {
  return {
    firstName: `Sam${number}`,
    lastName: 'Sampleson',
    email: `sam${number}@example.com`,
    born: ['1975', '6', String(number)],
    planId: 'essential',
    physicianId: 'fern',
  };
}

/** A panel of three: the fourth is waitlisted; one declines, and the seat is free. */
export async function tellWaitlist(spine: Spine, story: Story): Promise<void> {
  const { journey } = spine;
  const links = [];
  for (const number of [1, 2, 3]) links.push(await journey.enrol(applicant(number)));
  await story.happens('Three people enrol with Dr. Fern, whose panel holds three');
  const fourth = applicant(4);
  await journey.apply(fourth);
  const answer = await journey.confirm(fourth);
  await story.happens('A fourth applies');
  story.holds('the fourth is told of the waiting list', /waiting list/i.test(answer.text), answer.text.slice(0, 80));
  await journey.mail(fourth.email, /waiting list/i);
  const panel = await spine.panelOf('fern');
  story.equals('never more seats than the cap', [panel.seatsTaken, panel.cap], [3, 3]);

  const visitor = journey.visitor();
  const page = await journey.identify(visitor, links[0] ?? '', applicant(1).born);
  const declined = await visitor.submit(
    await visitor.open(`${new URL(page.url).pathname}/decline`),
    { reason: '' },
    '/decline',
  );
  await story.happens('One of the three declines');
  story.holds('the page says so calmly', /declined/i.test(declined.text), declined.text.slice(0, 80));
  await journey.mail('sam1@example.com', /closed/i);
  story.equals('the seat is free again', (await spine.panelOf('fern')).seatsTaken, 2);
}
