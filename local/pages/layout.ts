import type { Page } from './exchange.ts';
import { html } from './html.ts';

const styles = html`
:root { color-scheme: light dark; }
body { font: 18px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
nav { display: flex; gap: 1.25rem; border-bottom: 1px solid; padding-bottom: .5rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.3rem; line-height: 1.2; margin: 2rem 0 .75rem; }
ul.list { list-style: none; padding: 0; }
ul.list li { border-bottom: 1px solid #8886; padding: .6rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem 0; border-bottom: 1px solid #8886; }
th, td + td { overflow-wrap: normal; }
th + th, td + td { text-align: right; font-variant-numeric: tabular-nums; padding-left: .9rem; }
small { font-size: inherit; }
small, dt { opacity: .75; }
dd { margin: 0 0 .5rem; }
form { display: inline-block; margin: .5rem 0; }
label { display: block; margin-bottom: .5rem; }
button, input { font: inherit; padding: .5rem .8rem; }
iframe { width: 100%; height: 70vh; resize: vertical; background: #fff; color-scheme: light; border: 1px solid #888; }
pre { white-space: pre-wrap; font-size: 1rem; }
.now { font-size: 1.2rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
progress { appearance: none; width: 100%; height: 1.5rem; border: 1px solid; background: none; }
progress::-webkit-progress-bar { background: none; }
progress::-webkit-progress-value { background: #2a7f62; }
progress::-moz-progress-bar { background: #2a7f62; }
.error { border-left: .3rem solid; padding-left: .8rem; }
`;

/** A page of the local cloud for people: calm, readable on a phone, without script. */
export function layout({ title, content, refreshes = false }: Page): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refreshes ? html`<meta http-equiv="refresh" content="1">` : ''}<title>${title}</title><style>${styles}</style></head>
<body><nav><a href="/">Product</a><a href="/_local/inbox">Inbox</a><a href="/_local/clock">Clock</a><a href="/_local/meter">Meter</a></nav>
<main><h1>${title}</h1>${content}</main></body></html>`.text;
}
