import type { Applied } from '../../actions/apply.ts';
import type { ActingCapacity, Representative } from '../../domain/application/application.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { isLargerThanPanel } from '../../domain/panel/panel.ts';
import { isMinor, type Party, type Person, type PostalAddress } from '../../domain/people/person.ts';
import { planRefusal } from '../../domain/practice/plan-refusal.ts';
import type { PracticeBook } from '../../domain/practice/practice.ts';
import { type Applicants, patientsOf } from '../../pages/enrolment/applicants.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { readAddress } from './address.ts';
import { FieldChecks } from './checks.ts';

/** So far ahead a plan may begin on a day that the patient chooses. */
const mostDaysAhead = 90;

interface Facts {
  book: PracticeBook;
  applicants: Applicants;
  /** A civil date. */
  today: string;
  /** For staff who enter what came by phone or post: an email address may be missing. */
  byStaff?: boolean;
}

export interface ReadApplication {
  applied: Applied;
  mail: 'email' | 'paper';
}

/** The public form, checked: what was asked for, or a message beside each field that must be mended. */
export function readApplicationForm(form: FieldValues, facts: Facts): ReadApplication | { errors: FieldErrors } {
  const { book, applicants, today, byStaff = false } = facts;
  const checks = new FieldChecks(form);
  const planId = checks.choice(
    'planId',
    book.plans.map((plan) => plan.planId),
    'Please choose a plan.',
  );
  const physicianId = checks.choice(
    'physicianId',
    book.physicians.map((one) => one.physicianId),
    'Please choose a doctor.',
  );
  const startOn = readFirstDay(checks, book, planId, today);
  // In the form's own order, which is the order of what is wrong.
  const own = readPerson(checks, today);
  const isApplicantAPatient = applicants.forWhom === 'me' || applicants.forWhom === 'family';
  const ownCoverage = isApplicantAPatient ? readCoverage(checks) : undefined;
  const actsAs = readCapacity(checks, applicants);
  const others = patientsOf(applicants)
    .filter(({ prefix }) => prefix !== '')
    .map(({ prefix, isChild }) => {
      const fields = checks.of(prefix);
      return {
        fields,
        isChild,
        person: { ...readPerson(fields, today), ...readOwnEmail(fields, isChild) },
        coverage: readCoverage(fields),
      };
    });
  const phone = checks.phone('phone');
  const address = readAddress(checks);
  const home = isApplicantAPatient ? address : readHome(checks, address);
  const mail = checks.choice('mail', ['email', 'paper'] as const, 'Please choose how we may write to you.');
  const email = checks.email('email', { optional: byStaff || mail === 'paper' });
  const applicant: Representative = { ...own, ...(email === '' ? {} : { email }), phone };
  const patients = [
    ...(ownCoverage === undefined
      ? []
      : [{ fields: checks, isChild: false, person: applicant, coverage: ownCoverage }]),
    ...others,
  ];
  const members = patients.map(({ fields, isChild, person, coverage }): Person => {
    const member = { ...person, address: home, ...coverage };
    checkAge(fields, member, isChild, today, book.practice.phone);
    return member;
  });
  if (!isApplicantAPatient) checkOfAge(checks, { ...own, address }, book.practice.phone, today);
  const payer = readPayer(checks.of('payer-'), form);
  const plan = book.plans.find((one) => one.planId === planId);
  const physician = book.physicians.find((one) => one.physicianId === physicianId);
  const refusal = plan === undefined || physician === undefined ? undefined : planRefusal(plan, physician, members);
  if (physician !== undefined && isLargerThanPanel(physician, members.length)) {
    checks.say(
      'physicianId',
      `${physician.name} has ${physician.panelCap} places in all, too few for all of you. Please choose another doctor, or call us at ${book.practice.phone}.`,
    );
  }
  if (refusal !== undefined) checks.say('planId', `${refusal}. Please choose another plan or doctor.`);
  if (checks.hasErrors) return { errors: checks.errors };
  return {
    mail,
    applied: {
      planId,
      physicianId,
      members,
      ...(isApplicantAPatient ? {} : { representative: { ...applicant, address } }),
      ...(actsAs === undefined ? {} : { actsAs }),
      ...(payer === undefined ? {} : { payer }),
      ...(startOn === '' ? {} : { startOn }),
    },
  };
}

/** A day that the applicant chose, of a plan that begins on one; '' else. */
function readFirstDay(checks: FieldChecks, { plans }: PracticeBook, planId: string, today: string): string {
  const isChosen = plans.find((one) => one.planId === planId)?.startRule === 'chosen-date';
  return isChosen ? checks.day('startOn', { from: today, to: addDays(today, mostDaysAhead) }) : '';
}

/** Name and day of birth. */
export function readPerson(checks: FieldChecks, today: string) {
  return {
    firstName: checks.name('firstName', 'a first name'),
    lastName: checks.name('lastName', 'a last name'),
    birthDate: checks.birthDate(today),
  };
}

/** Of patients for whom somebody else applies: whose rules hold for them depends on where they live. */
function readHome(checks: FieldChecks, applicants: PostalAddress): PostalAddress {
  const where = checks.choice('home', ['with-me', 'elsewhere'] as const, 'Please say where they live.');
  return where === 'elsewhere' ? readAddress(checks.of('home-')) : applicants;
}

/** Adults get links of their own where they have an address; children need none. */
function readOwnEmail(checks: FieldChecks, isChild: boolean): { email?: string } {
  const email = isChild ? '' : checks.email('email', { optional: true });
  return email === '' ? {} : { email };
}

export function readCoverage(checks: FieldChecks) {
  const coverage = checks.choice(
    'coverage',
    ['neither', 'medicare', 'medicaid', 'both'] as const,
    'Please say whether there is Medicare or Medicaid.',
  );
  return {
    isMedicareBeneficiary: coverage === 'medicare' || coverage === 'both',
    isMedicaidBeneficiary: coverage === 'medicaid' || coverage === 'both',
  };
}

/** Whoever signs alone must be of age by the home state's rule; whoever is signed for as a child must not be. */
function checkAge(checks: FieldChecks, member: Person, isChild: boolean, today: string, phone: string): void {
  if (checks.errors.birthDate !== undefined) return;
  const isUnderAge = isMinor(member, today);
  if (isUnderAge === isChild) return;
  checks.say(
    'birthDate',
    isChild
      ? 'At this age people sign for themselves. Please go back and count this person as an adult.'
      : `At this age a parent or guardian signs. Please go back and choose "My child", or call us at ${phone}.`,
  );
}

/** Whoever signs for others must be of age, by the rule of the home state. */
function checkOfAge(
  checks: FieldChecks,
  applicant: Pick<Person, 'birthDate' | 'address'>,
  phone: string,
  today: string,
): void {
  if (checks.errors.birthDate !== undefined || !isMinor(applicant, today)) return;
  checks.say(
    'birthDate',
    `Whoever signs for somebody else must be of age. Please check the date, or call us at ${phone}.`,
  );
}

function readCapacity(checks: FieldChecks, { forWhom, children }: Applicants): ActingCapacity | undefined {
  if (forWhom === 'other') {
    const capacities = ['agent', 'court-guardian'] as const;
    return checks.choice('actsAs', capacities, 'Please say as what you sign for them.');
  }
  if (children === 0) return undefined;
  return checks.choice('actsAs', ['parent', 'guardian'] as const, 'Please say as what you sign for the children.');
}

/** Somebody else who pays: all of the fields, or none. */
function readPayer(checks: FieldChecks, form: FieldValues): Party | undefined {
  const fields = ['payer-firstName', 'payer-lastName', 'payer-email'];
  if (fields.every((field) => (form[field] ?? '').trim() === '')) return undefined;
  return {
    firstName: checks.name('firstName', 'the first name of whoever pays'),
    lastName: checks.name('lastName', 'the last name of whoever pays'),
    email: checks.email('email'),
  };
}
