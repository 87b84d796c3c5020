import type { FieldErrors, FieldValues } from '../form-state.ts';
import { renderDocument } from '../layout/document.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { type PhysicianFace, placesWords } from './application-form.tsx';
import { PlanCard, type PlanFace } from './plan-card.tsx';
import { WhoForm } from './who-form.tsx';

export interface PlansPageProps {
  practice: PracticeFace;
  plans: readonly PlanFace[];
  physicians: readonly PhysicianFace[];
  /** Of the first question, when it was not answered well. */
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Options, costs and terms before anything is asked. */
export function renderPlansPage(props: PlansPageProps): string {
  const { practice, plans, physicians, errors } = props;
  return renderDocument({
    practice,
    heading: 'Plans and what they cost',
    errors,
    wide: true,
    children: (
      <>
        <WhatThisIs practice={practice} />
        <h2>Compare the plans</h2>
        <div class="plans">
          {plans.map((plan) => (
            <PlanCard plan={plan} />
          ))}
        </div>
        <div class="apply">
          <aside aria-labelledby="doctors">
            <h2 id="doctors">Our doctors</h2>
            <Physicians physicians={physicians} />
            <NextSteps
              title="How it works"
              steps={[
                'You send the form. It commits you to nothing.',
                'We email you a link to confirm your address, then one to read and sign the agreement.',
                'Your doctor signs. Only then are you charged, and your plan begins.',
              ]}
            />
          </aside>
          <div>
            <h2 id="apply">Apply</h2>
            {physicians.length === 0 ? (
              <p>
                None of our doctors takes new patients at the moment. Please call us at <Phone practice={practice} />.
              </p>
            ) : (
              <WhoForm action="/apply" values={props.values} errors={errors} />
            )}
          </div>
        </div>
      </>
    ),
  });
}

function WhatThisIs({ practice }: { practice: PracticeFace }) {
  return (
    <div class="intro">
      <p>
        For a yearly fee your doctor keeps more time for you: {practice.name} takes a limited number of patients for
        each doctor. You choose a plan, read the agreement at your own pace and sign it only if it suits you.
      </p>
      <p>
        <strong>This is not insurance.</strong> It stands beside your health insurance or Medicare and never replaces
        it. The fee does not pay for hospitals, specialists, emergencies or medicines.
      </p>
      <p>
        <a href="#apply">Apply for a plan</a>, or call us at <Phone practice={practice} /> with any question.
      </p>
    </div>
  );
}

function Physicians({ physicians }: { physicians: readonly PhysicianFace[] }) {
  return (
    <ul class="physicians">
      {physicians.map((physician) => (
        <li>
          <strong>{physician.name}</strong>
          <br />
          {placesWords(physician)}
        </li>
      ))}
    </ul>
  );
}
