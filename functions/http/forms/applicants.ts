import { type Applicants, type ForWhom, mostAdults, mostChildren } from '../../pages/enrolment/applicants.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';

const whom: readonly string[] = ['me', 'family', 'child', 'other'] satisfies ForWhom[];

/** For whom an application is, as the first question was answered; with a message where it was not. */
export function readApplicants(form: FieldValues): { applicants: Applicants } | { errors: FieldErrors } {
  const forWhom = whom.find((one) => one === form.for) as ForWhom | undefined;
  switch (forWhom) {
    case undefined:
      return { errors: { for: 'Please say who the agreement is for.' } };
    case 'me':
    case 'other':
      return { applicants: { forWhom, adults: 1, children: 0 } };
    case 'child': {
      const children = numberIn(form.children, 1, mostChildren);
      return children === undefined
        ? { errors: { children: `Please say for how many children, from 1 to ${mostChildren}.` } }
        : { applicants: { forWhom, adults: 0, children } };
    }
    case 'family': {
      const adults = numberIn(form.adults, 1, mostAdults);
      const children = numberIn(form.children, 0, mostChildren);
      if (adults === undefined)
        return { errors: { adults: `Please say for how many adults, from 1 to ${mostAdults}.` } };
      if (children === undefined) {
        return { errors: { children: `Please say for how many children, from 0 to ${mostChildren}.` } };
      }
      if (adults + children < 2)
        return { errors: { adults: 'A family has two people or more. For one, choose "Me".' } };
      return { applicants: { forWhom, adults, children } };
    }
  }
}

function numberIn(text: string | undefined, least: number, most: number): number | undefined {
  const value = /^\d{1,2}$/.test(text ?? '') ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
