/** On paper: the text, the practice and its phone number, without what can only be pressed. */
export const print = `
@media print {
  html { font-size: 12pt; }
  .skip, .progress, form, .help, .screen-only, .banner { display: none; }
  main, main.wide { max-width: none; padding: 1rem 0; min-height: 0; }
  .masthead > div, footer > div { padding-left: 0; padding-right: 0; }
  .next, .amount, .note { background: none; border: 1px solid var(--line); }
  .agreement { border: 0; padding: 0; }
  h1, h2, h3, h4 { break-after: avoid; }
  .terms > div, .plan, li { break-inside: avoid; }
  a { color: inherit; }
}
`;
