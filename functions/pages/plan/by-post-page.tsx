import type { PostalAddress } from '../../domain/people/person.ts';
import { addressWords } from '../address-words.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { AddressFields } from '../layout/address-fields.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { IdentityQuestion, type Unidentified } from './identity-question.tsx';

export type ByPostPageProps = { practice: PracticeFace; action: string; backHref: string } & (
  | Unidentified
  | {
      state: 'known';
      /** Where letters go; absent where none is known, or one came back from it. */
      address?: PostalAddress | undefined;
      values?: FieldValues | undefined;
      errors?: FieldErrors | undefined;
      /** What shows once more that it is them. */
      hidden: Readonly<Record<string, string>>;
    }
);

/** What changes for whoever wants letters in place of emails, and the one button for it. */
export function renderByPostPage(props: ByPostPageProps): string {
  const { practice, backHref } = props;
  return renderDocument({
    practice,
    heading: 'Everything on paper',
    errors: props.state === 'paused' ? undefined : props.errors,
    children: (
      <>
        <State {...props} />
        <p>
          If you would like email again later, or something here is not right, call us at <Phone practice={practice} />.
        </p>
        <p>
          <a href={backHref}>Back to your plan</a>
        </p>
      </>
    ),
  });
}

function State(props: ByPostPageProps) {
  if (props.state !== 'known') {
    return <IdentityQuestion {...props} why="Before we change how we write to you, we check that it is you." />;
  }
  const { action, address, values, errors, hidden } = props;
  return (
    <>
      <p>You may have letters in place of our emails. From then on:</p>
      <ul>
        <li>
          Everything comes by post to{' '}
          {address === undefined ? 'the address that you enter below' : addressWords(address)}.
        </li>
        <li>A letter takes a few days longer than an email.</li>
        <li>It costs nothing, and nothing else changes: not your plan, not your care, not your fee.</li>
        <li>What you signed or received before stays valid.</li>
      </ul>
      <Form action={action} hidden={hidden} button="Send me everything on paper">
        {address === undefined && (
          <>
            <h2>Where shall the letters go?</h2>
            <AddressFields values={values} errors={errors} />
          </>
        )}
      </Form>
    </>
  );
}
