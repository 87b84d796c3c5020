import { type Application, applicantOf } from '../../domain/application/application.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { fullName } from '../../domain/people/person.ts';
import type { Physician, Plan } from '../../domain/practice/practice.ts';
import { may } from '../../domain/staff/roles.ts';
import { longDate } from '../civil-date-words.ts';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';

interface ApplicationsPageProps extends DeskFace {
  applications: readonly Application[];
  /** The one after which there are more. */
  next?: string | undefined;
  timeZone: string;
  plans: readonly Pick<Plan, 'planId' | 'name'>[];
  physicians: readonly Pick<Physician, 'physicianId' | 'name'>[];
  done?: string | undefined;
}

/** Applications that wait for a decision, longest first. */
export function renderApplicationsPage(props: ApplicationsPageProps): string {
  const { staff, applications, next, timeZone, plans, physicians } = props;
  const nameOf = (physicianId: string) => physicians.find((one) => one.physicianId === physicianId)?.name;
  return renderDeskPage({
    ...props,
    heading: 'Applications to decide',
    children: (
      <>
        {may(staff, 'enrol') && (
          <p>
            <a class="button" href="/desk/applications/new">
              Enter an application
            </a>
          </p>
        )}
        {applications.length === 0 ? (
          <p>No application waits for you. New ones stand here as soon as their sender has confirmed them.</p>
        ) : (
          <ul class="list">
            {applications.map((application) => (
              <li>
                <a href={`/desk/applications/${application.applicationId}`}>{fullName(applicantOf(application))}</a>
                <span>
                  {peopleWords(application.members.length)},{' '}
                  {plans.find(({ planId }) => planId === application.planId)?.name ??
                    'a plan that is not offered any more'}
                  , {nameOf(application.physicianId) ?? 'a doctor who has left'}, sent{' '}
                  {longDate(practiceDate(application.appliedAt, timeZone))}
                </span>
              </li>
            ))}
          </ul>
        )}
        {next !== undefined && (
          <p>
            <a href={`/desk/applications?after=${next}`}>More</a>
          </p>
        )}
      </>
    ),
  });
}

function peopleWords(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
