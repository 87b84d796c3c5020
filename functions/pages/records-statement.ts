import type { PracticeFace } from './practice-face.ts';

export interface Clause {
  id: string;
  title: string;
  text: string;
}

/**
 * What a person must be told before agreeing to electronic records (15 USC 7001(c)): paper, withdrawal, scope, contact data,
 * copies, hardware and software. Its hash is kept with the consent, so a changed word is a new statement.
 */
export function recordsStatement(practice: Pick<PracticeFace, 'name' | 'phone'> & { email?: string }): Clause[] {
  const reach = practice.email ? `call ${practice.phone} or write to ${practice.email}` : `call ${practice.phone}`;
  return [
    {
      id: 'paper',
      title: 'You may have paper instead',
      text: `You do not have to do this on a screen. To get everything on paper, ${reach}. Paper costs nothing and changes nothing about your care or your fee.`,
    },
    {
      id: 'scope',
      title: 'What you would get electronically',
      text: `Your agreement with ${practice.name} and what belongs to it for as long as it lasts: disclosures, receipts, notices of renewal and of changed terms, and the closing statement. It covers nothing else, and no medical records.`,
    },
    {
      id: 'withdraw',
      title: 'You may change your mind',
      text: `You can withdraw this consent at any time: ${reach}. There is no fee. From then on we send you paper. What you signed or received before stays valid, and your agreement goes on.`,
    },
    {
      id: 'contact',
      title: 'If your email address changes',
      text: `Tell us, so that nothing goes to an old address: ${reach}. You can change your postal address and phone number the same way.`,
    },
    {
      id: 'copies',
      title: 'Paper copies',
      text: `Ask us for a paper copy of any of these records whenever you like: ${reach}. There is no fee for it.`,
    },
    {
      id: 'equipment',
      title: 'What you need',
      text: 'A phone, tablet or computer with a web browser from the last five years, an email address, a program that opens PDF files (most devices have one), and a way to keep the files: storage on the device or a printer. If this ever changes so that you might not be able to open your records, we tell you first and you may withdraw at no cost.',
    },
  ];
}
