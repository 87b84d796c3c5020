import { base } from './base.ts';
import { desk } from './desk.ts';
import { forms } from './forms.ts';
import { paper } from './paper.ts';
import { parts } from './parts.ts';
import { print } from './print.ts';

/** The one stylesheet, without the comments and spaces that only its authors need. */
export const css = [base, forms, parts, desk, paper, print]
  .join('')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,>]) ?/g, '$1')
  .replace(/: /g, ':')
  .trim();
