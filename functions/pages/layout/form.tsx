import type { ComponentChildren } from 'preact';
import type { FormProps } from '../form-state.ts';

interface Props extends Pick<FormProps, 'action' | 'hidden'> {
  /** Names the act: "Sign the agreement". */
  button: string;
  /** Not the page's main act. */
  isQuiet?: boolean;
  children?: ComponentChildren;
}

/** A form with its one button. The browser's own bubbles are off: errors stand beside their field and stay there. */
export function Form({ action, hidden, button, isQuiet, children }: Props) {
  return (
    <form method="post" action={action} noValidate>
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" class={isQuiet ? 'quiet' : undefined}>
        {button}
      </button>
    </form>
  );
}
