import { inWords, type UpcomingAgreement } from './agreements.ts';
import type { Page } from './exchange.ts';
import { type Html, html } from './html.ts';
import type { ClockState } from './moves.ts';

const steps = [
  ['P1D', 'A day on'],
  ['P7D', 'A week on'],
  ['P1M', 'A month on'],
  ['P1Y', 'A year on'],
];

/** The time machine for people. While a move is under way, how far it is, looked at anew every second. */
export function clockPage(state: ClockState, agreements: UpcomingAgreement[], timeZone: string, error?: string): Page {
  const { now, next, moving } = state;
  if (moving !== null) return { title: 'Clock', content: onTheWay(moving, timeZone), refreshes: true };
  const planned =
    next === null
      ? html`<p>Nothing is planned.</p>`
      : html`<p>Next: ${inWords(next.what)}, <b>${inZone(next.at, timeZone)}</b></p>`;
  const content = html`
${error === undefined ? '' : html`<p class="error" role="alert">${error}</p>`}
<p class="now">It is <b>${inZone(now, timeZone)}</b><br><small>${now}</small></p>
<p>A jump lets everything happen that falls due on the way, in order. A long one takes a while.</p>
<div class="buttons">${steps.map(([by = '', label = '']) => button('by', by, label))}</div>
${planned}
<p>${button('next', 'true', 'To the next event')}</p>
<h2>What comes next for each agreement</h2>
${agreements.length === 0 ? html`<p>There is no agreement yet.</p>` : html`<ul class="list">${agreements.map((one) => line(one, now, timeZone))}</ul>`}
<h2>To a date of your choice</h2>
<form method="post"><label>Date and time (${timeZone})<br><input type="datetime-local" name="to" required value="${inputValue(now, timeZone)}"></label><button>Go there</button></form>
<p>${button('real', 'true', 'Back to real time')}</p>`;
  return { title: 'Clock', content };
}

function line({ name, status, next }: UpcomingAgreement, now: string, timeZone: string): Html {
  const words = status.replaceAll('_', ' ');
  if (next === null) return html`<li><b>${name}</b>, ${words}<br><small>Nothing is planned.</small></li>`;
  // The clock goes forward only: there is no way to a date that has come.
  const [since, way] = next.at > now ? ['', html`<br>${button('to', next.at, 'Go there')}`] : ['Due since ', ''];
  return html`<li><b>${name}</b>, ${words}<br><small>${since}${inZone(next.at, timeZone)}: ${next.what}</small>${way}</li>`;
}

function onTheWay({ from, to, at, last }: NonNullable<ClockState['moving']>, timeZone: string): Html {
  const [start, reached, end] = [from, at, to].map((instant) => Date.parse(instant)) as [number, number, number];
  const percent = end > start ? Math.floor((100 * (reached - start)) / (end - start)) : 100;
  return html`<p class="now" role="status">On the way: it is <b>${inZone(at, timeZone)}</b></p>
<p><progress max="100" value="${percent}" aria-label="How far the move is">${percent} %</progress></p>
<p>${percent} % of the way to ${inZone(to, timeZone)}. This page looks again every second.</p>
${last === null ? '' : html`<p>What happened last: ${inWords(last.what)}, ${inZone(last.at, timeZone)}</p>`}`;
}

function button(name: string, value: string, label: string): Html {
  return html`<form method="post"><button name="${name}" value="${value}">${label}</button></form>`;
}

/** An instant as people of the practice read it. */
export function inZone(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'full', timeStyle: 'short' });
  return format.format(new Date(instant));
}

function inputValue(instant: string, timeZone: string): string {
  // Swedish writes dates as ISO does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(instant)).replace(' ', 'T');
}
