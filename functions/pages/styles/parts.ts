/** What pages are made of: plans, key terms, what happens next, the agreement. */
export const parts = `
.progress { color: var(--soft); margin-bottom: 1.25rem; }
.progress p { margin: 0 0 .35rem; font-weight: 600; }
.progress div { display: flex; gap: 4px; max-width: 15rem; }
.progress span { flex: 1; height: 5px; background: var(--line); border-radius: 3px; }
.progress .done { background: var(--brand); }
.banner, .note, .next, .amount { background: var(--tint); border-radius: 6px; padding: 1rem 1.25rem; }
.banner, .note { background: #fdf5dd; }
.banner { margin-bottom: 1.5rem; }
.next { margin: 1.75rem 0; }
.next h2 { font: 700 1.0556rem/1.3 var(--sans); margin: 0 0 .5em; }
.next p, .next ol { margin: 0; }
.next ol { padding-left: 1.3rem; }
.next li + li { margin-top: .5em; }
.amount { font-size: 1.1667rem; }
.help { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.25rem; color: var(--soft); }
.help p { margin-bottom: .5em; }
.help p + p a { display: inline-block; padding: .5rem 0; }
.terms { border-top: 1px solid var(--line); margin-bottom: 1.5rem; }
.terms > div { border-bottom: 1px solid var(--line); padding: .7rem 0; }
.terms dt { color: var(--soft); }
.terms dd { margin: 0; }
.drawn { display: block; width: 15rem; max-width: 100%; fill: none; stroke: var(--ink); stroke-width: 9; stroke-linecap: round; stroke-linejoin: round; }
@media (min-width: 34rem) { .terms > div { display: grid; grid-template-columns: 11rem 1fr; column-gap: 1rem; } }
.disclosure h3 { margin: 1.75rem 0 .3em; }
.disclosure p { margin-bottom: .75rem; }
.plans { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15.5rem, 100%), 1fr)); gap: 1.25rem; margin-bottom: 2rem; }
/* Rows line up across the cards, so that the eye can compare. */
.plan { display: grid; grid-row: span 5; grid-template-rows: subgrid; row-gap: .75rem; align-content: start; border: 1px solid var(--line); border-top: 4px solid var(--brand); border-radius: 6px; padding: 1.1rem 1.1rem .4rem; min-width: 0; }
.plan h3 { font: 400 1.3333rem/1.2 var(--serif); margin: 0 0 .35em; }
.plan h4 { margin: 0 0 .35em; padding-top: .75rem; border-top: 1px solid var(--line); }
.plan p { margin-bottom: .4em; }
.plan ul, .physicians { list-style: none; padding: 0; margin: 0; }
.plan li { position: relative; padding-left: 1.6em; margin-bottom: .35em; line-height: 1.4; }
/* A drawn tick: not every font has one. */
.plan li::before { position: absolute; content: ""; left: .3em; top: .2em; width: .4em; height: .8em; border: solid var(--brand); border-width: 0 .17em .17em 0; transform: rotate(45deg); }
.plan .no li::before { left: .1em; top: .7em; width: .75em; height: 0; border-color: var(--soft); border-width: .12em 0 0; transform: none; }
.plan .note { padding: .6rem .75rem; font-size: 1rem; line-height: 1.4; }
.price { font-size: 1.8rem; line-height: 1.15; font-weight: 600; }
.price span { font-size: 1.0556rem; font-weight: 400; white-space: nowrap; }
.physicians li { margin-bottom: .75rem; }
.apply { margin-top: 3rem; }
@media (min-width: 62rem) {
  .apply { display: grid; grid-template-columns: 35.5rem 1fr; column-gap: 4rem; align-items: start; }
  .apply > aside { grid-column: 2; position: sticky; top: 1.5rem; }
  .apply > div { grid-column: 1; grid-row: 1; }
}
.apply h2:first-child { margin-top: 0; }
.agreement { border: 1px solid var(--line); border-radius: 6px; padding: 1.25rem; margin: 1.5rem 0; }
.agreement > :first-child { margin-top: 0; }
.agreement h2 { font-size: 1.35rem; margin-top: 1.5em; }
.agreement h3 { margin-top: 1.5em; }
.agreement table { border-collapse: collapse; width: 100%; margin-bottom: 1em; }
.agreement th, .agreement td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
`;
