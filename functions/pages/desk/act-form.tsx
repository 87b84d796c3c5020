import { nextMemberId } from '../../domain/agreement/member-ids.ts';
import { nextUseId } from '../../domain/use/service-use.ts';
import type { ActForms, FieldsProps } from './act-fields.tsx';
import type { AgreementActName } from './act-link.tsx';
import { DeskForm } from './desk-layout.tsx';
import { doctorForms } from './doctor-forms.tsx';
import { endingForms } from './ending-forms.tsx';
import { letterForms } from './letter-forms.tsx';
import { moneyForms } from './money-forms.tsx';
import { peopleForms } from './people-forms.tsx';
import { serviceForms } from './service-forms.tsx';
import { signingForms } from './signing-forms.tsx';

interface ActFormProps extends FieldsProps {
  act: AgreementActName;
  csrf: string;
}

const forms: ActForms = {
  ...signingForms,
  ...peopleForms,
  ...letterForms,
  ...moneyForms,
  ...serviceForms,
  ...endingForms,
  ...doctorForms,
};

/** Names of the fields that say what an act is about. */
const aboutNames = [
  'documentId',
  'signerId',
  'memberId',
  'partyId',
  'noticeKey',
  'invoiceId',
  'paymentId',
  'change',
  'posting',
  'replaces',
] as const;

/** The form of an act that asks for something; one at a time on the agreement's page. */
export function ActForm(props: ActFormProps) {
  const { act, agreement, csrf, values } = props;
  const form = forms[act];
  if (form === undefined) return null;
  const { heading, button, Fields } = form;
  // Which of the payers it replaces is the one who stands there now; whoever is asked, what was used and what came is the next.
  const entry = agreement.ledger.length + 1;
  const now = {
    ...(act === 'payer' ? { replaces: String(agreement.formerPayers?.length ?? 0) } : {}),
    ...(act === 'adult-add' ? { memberId: nextMemberId(agreement) } : {}),
    ...(act === 'use' ? { useId: nextUseId(agreement) } : {}),
    ...(act === 'payment' ? { paymentId: `p${entry}` } : {}),
    ...(act === 'credit' ? { creditId: `c${entry}` } : {}),
    ...(act === 'paid-back' ? { paybackId: `b${entry}` } : {}),
  };
  const about = {
    ...Object.fromEntries(aboutNames.flatMap((name) => (values?.[name] ? [[name, values[name] ?? '']] : []))),
    ...now,
  };
  return (
    <section class="act" aria-label={heading}>
      <h2>{heading}</h2>
      <DeskForm csrf={csrf} action={`/desk/agreements/${agreement.agreementId}/${act}`} button={button} hidden={about}>
        <Fields {...props} />
      </DeskForm>
      <p>
        <a href={`/desk/agreements/${agreement.agreementId}`}>Not now</a>
      </p>
    </section>
  );
}
