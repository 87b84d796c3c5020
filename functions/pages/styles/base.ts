/** Type, colour and the page's frame. The practice's colours come from a stylesheet of their own (assets.ts). */
export const base = `
:root {
  --brand: #1f5f8b;
  --deep: #174768;
  --tint: #eef3f7;
  --ink: #1d2329;
  --soft: #535c66;
  --line: #c9cfd6;
  --wrong: #a8200d;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
*, ::before, ::after { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: #fff; font: 1.0556rem/1.55 var(--sans); overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.2; margin: 2em 0 .5em; text-wrap: balance; }
h1 { font: 400 2.1rem/1.15 var(--serif); margin: 0 0 .7em; letter-spacing: -.01em; }
h2 { font: 400 1.5rem/1.2 var(--serif); }
h3 { font-size: 1.1667rem; }
h4, h2.small { font: 700 1.0556rem/1.3 var(--sans); margin: 1.4em 0 .2em; }
p, ul, ol, dl { margin: 0 0 1em; }
ul:empty, ol:empty, dl:empty { display: none; }
a { color: var(--deep); text-decoration-thickness: .06em; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: .14em; }
a.number { white-space: nowrap; font-weight: 600; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; border-radius: 2px; }
main, .masthead > div, footer > div { max-width: 38rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 2rem; padding-bottom: 3.5rem; min-height: 55vh; }
main.wide { max-width: 76rem; }
.intro, .wide > h1 { max-width: 35.5rem; }
.skip { position: absolute; left: -999rem; background: #fff; padding: .75rem 1rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; }
.masthead { border-top: 6px solid var(--brand); border-bottom: 1px solid var(--line); }
.masthead > div { max-width: 76rem; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; column-gap: 1.5rem; padding-top: .6rem; padding-bottom: .6rem; }
.practice { display: flex; align-items: center; gap: .75rem; min-width: 0; margin: 0; font: 400 1.25rem/1.25 var(--serif); color: var(--deep); }
.practice span { min-width: 0; overflow-wrap: anywhere; }
.phone { display: inline-flex; align-items: center; gap: .35em; min-height: 44px; font-weight: 600; white-space: nowrap; }
.phone span { font-weight: 400; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: 1rem; padding: 1.5rem 0 2.5rem; }
footer > div { max-width: 76rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.trap { position: absolute; left: -999rem; }
`;
