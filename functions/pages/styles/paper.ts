/**
 * What goes out by post: letter paper, 14 points or, in large print, 18; blocks that no page break cuts. The address lies
 * where a No. 10 envelope shows it when the sheet is folded in three: 2.1 to 3.2 inches from the top, an inch from the left.
 */
export const paper = `
.paper { font-size: 14pt; line-height: 1.4; }
.paper.large, .large { font-size: 18pt; }
.paper p, .paper ol, .paper ul { margin-bottom: .7em; }
.paper main { max-width: 7in; padding: 1.5rem 0; margin-left: 1.25rem; margin-right: 1.25rem; }
@media (min-width: 46rem) { .paper main { margin: 0 auto; } }
.paper h1 { font-size: 1.5em; margin-bottom: .5em; }
.paper h2 { font-size: 1.3em; }
.large h1 { font-size: 1.35em; }
.reference { font-size: 14pt; }
.sheet > h2 { margin-top: 0; }
.paper .terms > div { padding: .3rem 0; }
.paper .terms { margin-bottom: 1rem; }
.paper h3, .paper h4 { font-size: 1.05em; font-weight: 700; margin: 0 0 .3em; }
.paper .note a { white-space: nowrap; }
.paper .agreement { border: 0; padding: 0; }
.paper .agreement h2, .paper .agreement h3, .paper .agreement h4 { margin-top: 1.2em; }
.letterhead { font-size: 13pt; line-height: 1.3; border-bottom: 3px solid var(--brand); padding-bottom: .6rem; margin-bottom: 1.5rem; }
.letterhead strong { font: 400 1.3em/1.2 var(--serif); color: var(--deep); }
.window { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 1rem; font-size: 13pt; line-height: 1.25; margin-bottom: 1.5rem; }
.window address { font-style: normal; }
.box { flex: none; display: block; width: 3.6rem; height: 2.4rem; border: 2px solid var(--ink); }
.initial, .tick, .back, .lines { display: flex; gap: 1.25rem; }
.initial { justify-content: space-between; border-bottom: 1px solid var(--line); padding: .6rem 0; }
.initial p { margin: 0; }
.initial h3 { margin-bottom: .1em; }
.initial > :last-child { flex: none; max-width: 8rem; }
.tick { align-items: flex-start; margin-bottom: .8rem; }
.tick .box { width: 2rem; height: 2rem; }
.back { justify-content: space-between; flex-wrap: wrap; gap: 0 2rem; border: 2px solid var(--ink); padding: .5rem 1rem; margin-bottom: 1rem; }
.back p { margin: 0; }
.sign-here { margin-bottom: 1.5rem; }
.sign-here p { margin-bottom: .6em; }
.lines { align-items: flex-end; gap: 2rem; }
.line { flex: 3; border-top: 1.5px solid var(--ink); margin-top: 3rem; padding-top: .2rem; }
.line.short { flex: 1; }
.slip { border-top: 2px dashed var(--ink); margin-top: 1.5rem; padding-top: .4rem; }
.slip p { margin-bottom: .4em; }
.sheet + .sheet { margin-top: 3rem; }
@page paper { size: letter; margin: .75in .75in .7in; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 11pt sans-serif; } }
@media print {
  .paper { page: paper; orphans: 3; widows: 3; }
  .paper main { max-width: none; margin: 0; padding: 0; }
  .letterhead { height: 1.25in; overflow: hidden; margin: 0; }
  .window { height: 1.2in; margin: .1in 0 .35in .25in; }
  .sheet { break-before: page; }
  .paper .sheet + .sheet { margin: 0; }
  .initial, .tick, .back, .sign-here, .slip, .closing, .paper tr, .paper .note { break-inside: avoid; }
  .closing { break-before: avoid; }
}
`;
