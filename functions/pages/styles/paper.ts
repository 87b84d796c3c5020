/** What goes out by post: large print on letter paper, blocks that no page break cuts. */
export const paper = `
.paper { font-size: 1.1rem; }
.paper main { max-width: 42rem; }
.letterhead { border-bottom: 3px solid var(--brand); margin-bottom: 2rem; }
.window { font-style: normal; margin: 0 0 2rem; min-height: 6rem; }
.dated { text-align: right; }
.initial { display: flex; gap: 1rem; margin-bottom: 1rem; break-inside: avoid; }
.initial p { margin: 0; }
.box { flex: none; width: 3.2rem; height: 2.2rem; border: 2px solid var(--ink); }
.slip { border-top: 2px dashed var(--ink); margin-top: 3rem; padding-top: .5rem; break-inside: avoid; }
.line { border-top: 1.5px solid var(--ink); margin-top: 3.2rem; padding-top: .3rem; max-width: 26rem; }
@media print {
  @page { size: letter; margin: 2cm; }
  .paper { font-size: 14pt; }
  .paper main { max-width: none; }
  .sheet { break-before: page; }
}
`;
