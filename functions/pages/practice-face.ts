import type { Practice } from '../domain/practice/practice.ts';

/** What pages and mails show of the practice. The settings themselves fit; the logo is a path of this site or a data: address. */
export interface PracticeFace extends Pick<Practice, 'name' | 'phone' | 'colour'> {
  address: readonly string[];
  logoUrl?: string | undefined;
  /** A notice about the practice's own set-up, shown above all else on every page. */
  banner?: string | undefined;
}

/** "(555) 010-0100" becomes tel:+15550100100; ten digits are a number of the United States. */
export function telHref(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (phone.trim().startsWith('+')) return `tel:+${digits}`;
  if (digits.length === 10) return `tel:+1${digits}`;
  return digits.length === 11 ? `tel:+${digits}` : `tel:${digits}`;
}
