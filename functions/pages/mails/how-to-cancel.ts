import type { PracticeFace } from '../practice-face.ts';
import type { MailBlock } from './mail.ts';

/** Said wherever somebody has paid. */
export function howToCancel({ phone }: PracticeFace): MailBlock {
  const words = (how: string) =>
    `How to cancel: ${how}, at any time and for any reason. You get back the fee for the days after the end, to the cent.`;
  return {
    inMail: words(`call us at ${phone} or answer this email`),
    inLetter: words(`call us at ${phone} or write to us at the address above`),
  };
}
