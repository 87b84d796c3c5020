import { formatCents } from '../../domain/money/money.ts';
import { AgreementText } from '../agreement-text.tsx';
import { renderDocument } from '../layout/document.tsx';
import { NextSteps } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { type SignatureFace, SignatureList } from '../signature-list.tsx';

export interface CountersignedPageProps {
  practice: PracticeFace;
  amountCents: number;
  signatures: readonly SignatureFace[];
  agreementHtml: string;
}

export function renderCountersignedPage({
  practice,
  amountCents,
  signatures,
  agreementHtml,
}: CountersignedPageProps): string {
  return renderDocument({
    practice,
    heading: 'Thank you, you have countersigned',
    children: (
      <>
        <NextSteps
          steps={[
            `${formatCents(amountCents)} is charged now, by the method that the patient chose.`,
            'When it is paid, the plan begins and the patient is told. If it does not work, the patient is asked for another way to pay.',
          ]}
        />
        <p class="screen-only">There is nothing more to do. You can print this page.</p>
        <h2>Signatures</h2>
        <SignatureList signatures={signatures} />
        <h2>The agreement</h2>
        <AgreementText html={agreementHtml} />
      </>
    ),
  });
}
