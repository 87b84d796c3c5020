export interface Step {
  now: number;
  of: number;
}

/** "Step 2 of 6", in words for everyone and as a bar for the eye. */
export function Progress({ step }: { step: Step }) {
  const parts = Array.from({ length: step.of }, (_, index) => index < step.now);
  return (
    <div class="progress">
      <p>
        Step {step.now} of {step.of}
      </p>
      <div aria-hidden="true">
        {parts.map((isDone) => (
          <span class={isDone ? 'done' : undefined} />
        ))}
      </div>
    </div>
  );
}
