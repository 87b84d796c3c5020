import type { Application } from '../../domain/application/application.ts';
import { ageOn } from '../../domain/calendar/practice-time.ts';
import { planRefusal } from '../../domain/practice/plan-refusal.ts';
import type { PracticeBook } from '../../domain/practice/practice.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { usStates } from '../../pages/us-states.ts';
import { FieldChecks } from './checks.ts';

type Applied = Pick<Application, 'planId' | 'physicianId' | 'person'>;

/** The public form, checked: what was asked for, or a message beside each field that must be mended. */
export function readApplicationForm(
  form: FieldValues,
  book: PracticeBook,
  today: string,
): { applied: Applied } | { errors: FieldErrors } {
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
  const line2 = checks.text('addressLine2', 'the second line', { max: 100, optional: true });
  const person = {
    firstName: checks.name('firstName', 'your first name'),
    lastName: checks.name('lastName', 'your last name'),
    birthDate: checks.birthDate(today),
    isMedicareBeneficiary: checks.choice('medicare', ['yes', 'no'], 'Please say whether you have Medicare.') === 'yes',
    email: checks.email('email'),
    phone: checks.phone('phone'),
    address: {
      line1: checks.text('addressLine1', 'your street address', { max: 100 }),
      ...(line2 === '' ? {} : { line2 }),
      city: checks.text('city', 'your city', { max: 100 }),
      state: checks.choice(
        'state',
        usStates.map(([code]) => code),
        'Please choose your state.',
      ),
      postalCode: checks.postalCode('postalCode'),
    },
  };
  checks.checked('emailConsent', `Please say yes to email, or call us at ${book.practice.phone} to do this on paper.`);
  if (checks.errors.birthDate === undefined && ageOn(person.birthDate, today) < 18) {
    checks.say(
      'birthDate',
      `For somebody under 18 a parent or guardian signs. Please call us at ${book.practice.phone}.`,
    );
  }
  const plan = book.plans.find((one) => one.planId === planId);
  const physician = book.physicians.find((one) => one.physicianId === physicianId);
  const refusal = plan === undefined || physician === undefined ? undefined : planRefusal(plan, physician, person);
  if (refusal !== undefined) checks.say('planId', `${refusal}. Please choose another plan or doctor.`);
  return checks.hasErrors ? { errors: checks.errors } : { applied: { planId, physicianId, person } };
}
