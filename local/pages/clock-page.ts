import { type Html, html } from './html.ts';
import type { ClockState } from './moves.ts';

const steps = [
  ['P1D', 'A day on'],
  ['P7D', 'A week on'],
  ['P1M', 'A month on'],
  ['P1Y', 'A year on'],
];

/** The time machine for people. */
export function clockPage(
  { now, next }: ClockState,
  timeZone: string,
  error?: string,
): { title: string; content: Html } {
  const show = (instant: string) => inZone(instant, timeZone);
  const planned =
    next === null ? html`<p>Nothing is planned.</p>` : html`<p>Next: ${next.what}, <b>${show(next.at)}</b></p>`;
  const content = html`
${error === undefined ? '' : html`<p class="error" role="alert">${error}</p>`}
<p>It is <b>${show(now)}</b><br><small>${now}</small></p>
${planned}
<p>A jump lets everything happen that falls due on the way, in order. A long one takes a while.</p>
${button('next', 'true', 'To the next event')}
${steps.map(([by = '', label = '']) => button('by', by, label))}
<form method="post"><label>To (${timeZone})<br>
<input type="datetime-local" name="to" required value="${inputValue(now, timeZone)}"></label> <button>Go there</button></form>
<p>${button('real', 'true', 'Back to real time')}</p>`;
  return { title: 'Clock', content };
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
