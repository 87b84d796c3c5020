import type { FieldErrors, FieldValues, FormProps } from '../form-state.ts';
import { AddressFields } from '../layout/address-fields.tsx';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { RadioField } from '../layout/choice-field.tsx';
import { CoverageField } from '../layout/coverage-field.tsx';
import { Form } from '../layout/form.tsx';
import { TextField } from '../layout/text-field.tsx';
import { priceWords } from '../plan-words.ts';
import type { PracticeFace } from '../practice-face.ts';
import { type Applicants, type ForWhom, patientsOf } from './applicants.ts';
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
  applicants: Applicants;
  /** So that a form sent twice is one application. */
  requestId: string;
  /** Names the act; staff enter what came by phone or post. */
  button?: string;
}

interface FieldState {
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

export function placesWords({ hasPlaces }: PhysicianFace): string {
  return hasPlaces ? 'Has places free' : 'Waiting list: you sign and pay nothing until a place is free';
}

const coverageHint = 'Both have rules of their own for agreements like this one.';

const applicantHeadings: Record<ForWhom, string> = {
  me: 'About you',
  family: 'About you',
  child: 'About you, the parent or guardian',
  other: 'About you, who signs for them',
};

export function ApplicationForm(props: ApplicationFormProps) {
  const { practice, plans, physicians, applicants, requestId, action, hidden, values, errors } = props;
  const state = { values, errors };
  const { forWhom, adults, children } = applicants;
  const asked = { for: forWhom, adults: String(adults), children: String(children) };
  const others = patientsOf(applicants).filter(({ prefix }) => prefix !== '');
  return (
    <Form action={action} hidden={{ ...hidden, ...asked, requestId }} button={props.button ?? 'Send my application'}>
      <RadioField
        {...state}
        name="planId"
        label="Which plan would you like?"
        choices={plans.map((plan) => ({ value: plan.planId, label: plan.name, hint: priceWords(plan) }))}
      />
      <RadioField
        {...state}
        name="physicianId"
        label="Which doctor?"
        choices={physicians.map((physician) => ({
          value: physician.physicianId,
          label: physician.name,
          hint: placesWords(physician),
        }))}
      />
      {plans.some(({ startRule }) => startRule === 'chosen-date') && (
        <TextField
          {...state}
          name="startOn"
          label="First day"
          type="date"
          width="medium"
          hint="Only for a plan that begins on a day of your choice. It does not begin before the first payment."
          isOptional
        />
      )}
      <h2>{applicantHeadings[forWhom]}</h2>
      <Name state={state} prefix="" isSelf />
      <BirthDateField
        {...state}
        legend="Date of birth"
        hint="We ask for it again before you sign, to know that it is you."
      />
      {(forWhom === 'me' || forWhom === 'family') && (
        <CoverageField {...state} label="Do you have Medicare or Medicaid?" hint={coverageHint} />
      )}
      {forWhom === 'other' && (
        <RadioField
          {...state}
          name="actsAs"
          label="You sign for them as their"
          choices={[
            { value: 'agent', label: 'Agent, by a power of attorney' },
            { value: 'court-guardian', label: 'Guardian, appointed by a court' },
          ]}
        />
      )}
      {children > 0 && (
        <RadioField
          {...state}
          name="actsAs"
          label="You sign for the children as their"
          choices={[
            { value: 'parent', label: 'Parent' },
            { value: 'guardian', label: 'Guardian' },
          ]}
        />
      )}
      {others.map(({ prefix, isChild }, index) => (
        <Patient
          state={state}
          prefix={prefix}
          isChild={isChild}
          title={titleOf(forWhom, isChild, others.slice(0, index + 1).filter((one) => one.isChild === isChild).length)}
        />
      ))}
      <h2>How we reach you</h2>
      <TextField {...state} name="phone" label="Phone" type="tel" inputMode="tel" autocomplete="tel" width="medium" />
      <AddressFields {...state} />
      {(forWhom === 'child' || forWhom === 'other') && <Home state={state} isOne={adults + children === 1} />}
      <h2>Email, or paper</h2>
      <p id="mail-about">
        Ordinary email is not private like a sealed letter: someone with access to your mailbox could read it. Ours hold
        first names, dates, amounts and links, and nothing about anybody's health.
      </p>
      <RadioField
        {...state}
        name="mail"
        label="How may we write to you?"
        choices={[
          { value: 'email', label: 'By ordinary email' },
          { value: 'paper', label: 'On paper, by post', hint: 'Somebody at the practice calls you first.' },
        ]}
      />
      <TextField
        {...state}
        name="email"
        label="Email"
        type="email"
        inputMode="email"
        autocomplete="email"
        hint="We send the link for signing to this address. Not needed if you chose paper."
      />
      <PayerFields practice={practice} state={state} />
      <Honeypot />
    </Form>
  );
}

function titleOf(forWhom: ForWhom, isChild: boolean, number: number): string {
  if (forWhom === 'other') return 'The person you sign for';
  if (isChild) return number === 1 ? 'The first child' : `Child ${number}`;
  return number === 1 ? 'The other adult' : `Another adult (${number})`;
}

function Name({ state, prefix, isSelf }: { state: FieldState; prefix: string; isSelf?: boolean }) {
  return (
    <>
      <TextField
        {...state}
        name={`${prefix}firstName`}
        label="First name"
        autocomplete={isSelf ? 'given-name' : 'off'}
      />
      <TextField
        {...state}
        name={`${prefix}lastName`}
        label="Last name"
        autocomplete={isSelf ? 'family-name' : 'off'}
      />
    </>
  );
}

function Patient({
  state,
  prefix,
  isChild,
  title,
}: {
  state: FieldState;
  prefix: string;
  isChild: boolean;
  title: string;
}) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Name state={state} prefix={prefix} />
      <BirthDateField {...state} prefix={prefix} legend="Date of birth" />
      {!isChild && (
        <TextField
          {...state}
          name={`${prefix}email`}
          label="Email"
          type="email"
          inputMode="email"
          hint="For a link of their own to sign. It may be the same as yours. Without one we send paper."
          isOptional
        />
      )}
      <CoverageField {...state} prefix={prefix} label="Medicare or Medicaid?" hint={coverageHint} />
    </section>
  );
}

/** Where patients live for whom somebody else applies: the rules of their state hold for them. */
function Home({ state, isOne }: { state: FieldState; isOne: boolean }) {
  const isElsewhere = state.values?.home === 'elsewhere';
  return (
    <>
      <RadioField
        {...state}
        name="home"
        label={isOne ? 'Where does the patient live?' : 'Where do the children live?'}
        choices={[
          { value: 'with-me', label: 'At the address above' },
          { value: 'elsewhere', label: 'Elsewhere' },
        ]}
      />
      <details class="fold" open={isElsewhere}>
        <summary>The other address</summary>
        <AddressFields {...state} prefix="home-" />
      </details>
    </>
  );
}

/** A daughter, a trust. Folded away, since most pay themselves; open when something in it was filled in. */
function PayerFields({ practice, state }: { practice: PracticeFace; state: FieldState }) {
  const fields = ['payer-firstName', 'payer-lastName', 'payer-email'];
  const isOpen = fields.some((field) => state.values?.[field] || state.errors?.[field]);
  return (
    <details class="fold" open={isOpen}>
      <summary>Somebody else pays</summary>
      <p class="hint">
        {practice.name} asks them by email. They see the amounts and nothing else. Leave this empty if you pay yourself.
      </p>
      <TextField {...state} name="payer-firstName" label="Their first name" isOptional />
      <TextField {...state} name="payer-lastName" label="Their last name" isOptional />
      <TextField {...state} name="payer-email" label="Their email" type="email" inputMode="email" isOptional />
    </details>
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
