/** The staff's desk: denser than the patients' pages, and as wide. */
export const desk = `
.desk { font-size: 1rem; }
.desk .masthead .who { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.desk .masthead form, .desk footer form, .acts form { margin: 0; }
.desk .masthead button, .desk footer button, .acts button { min-height: 44px; padding: .4rem .9rem; font-size: 1rem; width: auto; }
.desk nav ul { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem .4rem; list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.desk nav a { display: inline-block; padding: .6rem 0; min-height: 44px; font-weight: 600; }
.desk main nav ul { padding: 0 0 1rem; margin: 0; }
.desk main nav [aria-current] { text-decoration: none; color: var(--ink); }
.desk main > form, .desk .act, .desk .narrow, .desk main > p { max-width: 38rem; }
.act { border: 1px solid var(--line); border-left: 5px solid var(--brand); border-radius: 6px; padding: 1rem 1.25rem; margin: 1.5rem 0; }
.act h2 { margin-top: 0; }
.tiles { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; }
.tiles a { display: block; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 6px; min-width: 12rem; text-decoration: none; }
.tiles strong { display: block; font: 400 2.2rem/1 var(--serif); }
.list { list-style: none; padding: 0; border-top: 1px solid var(--line); }
.list > li { border-bottom: 1px solid var(--line); padding: .7rem 0; }
.list > li > span { display: block; color: var(--soft); }
.sums { max-width: 38rem; }
.sums > li { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; }
.sums b { grid-column: 2; grid-row: 1; font-variant-numeric: tabular-nums; }
.sums .acts { grid-column: 1 / -1; }
.list > li > a { display: inline-block; padding: .35rem 0; font-weight: 600; }
.acts { list-style: none; padding: 0; margin: .5rem 0 0; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; }
.acts a { display: inline-block; padding: .6rem 0; }
.marks { list-style: none; padding: 0; margin: 0; }
.marks li + li { margin-top: 1rem; }
.marks p, .marks form { margin: .25rem 0 0; }
.act h3 { margin: 0 0 .5em; }
@media (min-width: 62rem) { .halves { display: grid; grid-template-columns: 1fr 1fr; column-gap: 4rem; } }
.queued { border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.25rem; margin-bottom: 1.25rem; }
.timeline { list-style: none; padding: 0 0 0 1rem; border-left: 3px solid var(--line); }
.timeline li { margin-bottom: .4em; }
.timeline time { color: var(--soft); }
.timeline li > span { display: block; }
@media (min-width: 34rem) { .timeline li { display: grid; grid-template-columns: 10.5rem 1fr; } }
`;
