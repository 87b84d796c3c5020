import type { FormProps } from '../form-state.ts';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { Checkbox, RadioField, SelectField } from '../layout/choice-field.tsx';
import { Form } from '../layout/form.tsx';
import { Phone } from '../layout/next-steps.tsx';
import { TextField } from '../layout/text-field.tsx';
import { priceWords } from '../plan-words.ts';
import type { PracticeFace } from '../practice-face.ts';
import { usStates } from '../us-states.ts';
import type { PlanFace } from './plan-card.tsx';

export interface PhysicianFace {
  physicianId: string;
  name: string;
  hasPlaces: boolean;
}

export interface ApplicationFormProps extends FormProps {
  practice: PracticeFace;
  plans: readonly PlanFace[];
  physicians: readonly PhysicianFace[];
  /** So that a form sent twice is one application. */
  requestId: string;
}

export function placesWords({ hasPlaces }: PhysicianFace): string {
  return hasPlaces ? 'Has places free' : 'Waiting list: you sign and pay nothing until a place is free';
}

export function ApplicationForm(props: ApplicationFormProps) {
  const { practice, plans, physicians, requestId, action, hidden, values, errors } = props;
  const state = { values, errors };
  const planChoices = plans.map((plan) => ({
    value: plan.planId,
    label: plan.name,
    hint: priceWords(plan),
  }));
  const physicianChoices = physicians.map((physician) => ({
    value: physician.physicianId,
    label: physician.name,
    hint: placesWords(physician),
  }));
  return (
    <Form action={action} hidden={{ ...hidden, requestId }} button="Send my application">
      <RadioField {...state} name="planId" label="Which plan would you like?" choices={planChoices} />
      <RadioField {...state} name="physicianId" label="Which doctor?" choices={physicianChoices} />
      <h3>About you</h3>
      <TextField {...state} name="firstName" label="First name" autocomplete="given-name" />
      <TextField {...state} name="lastName" label="Last name" autocomplete="family-name" />
      <BirthDateField
        {...state}
        legend="Date of birth"
        hint="We ask for it again before you sign, to know that it is you."
      />
      <RadioField
        {...state}
        name="medicare"
        label="Do you have Medicare?"
        hint="Medicare has rules of its own for agreements like this one."
        choices={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <h3>How we reach you</h3>
      <TextField
        {...state}
        name="email"
        label="Email"
        type="email"
        inputMode="email"
        autocomplete="email"
        hint="We send the link for signing to this address."
      />
      <TextField {...state} name="phone" label="Phone" type="tel" inputMode="tel" autocomplete="tel" width="medium" />
      <TextField {...state} name="addressLine1" label="Street address" autocomplete="address-line1" />
      <TextField {...state} name="addressLine2" label="Apartment, suite" autocomplete="address-line2" isOptional />
      <TextField {...state} name="city" label="City" autocomplete="address-level2" />
      <SelectField
        {...state}
        name="state"
        label="State"
        autocomplete="address-level1"
        choices={usStates.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        {...state}
        name="postalCode"
        label="ZIP code"
        inputMode="numeric"
        autocomplete="postal-code"
        width="short"
      />
      <h3>Email, or paper</h3>
      <p id="email-about">
        Ordinary email is not private like a sealed letter: someone with access to your mailbox could read it. Ours hold
        your first name, dates, amounts and links, and nothing about your health. If you would rather not, call us at{' '}
        <Phone practice={practice} /> and we do all of this on paper.
      </p>
      <Checkbox
        {...state}
        name="emailConsent"
        about="email-about"
        label="Yes, you may send me ordinary email about this."
      />
      <Honeypot />
    </Form>
  );
}

/** Programs fill in every field; people neither see this one nor reach it by keyboard. */
function Honeypot() {
  return (
    <div class="trap" aria-hidden="true">
      <label for="website">Leave this empty</label>
      <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
    </div>
  );
}
