import { inZone } from './clock-page.ts';
import { type Html, html } from './html.ts';
import type { MailSummary, ParsedMail } from './parsed-mail.ts';

/** Every mail that was sent, newest first. */
export function inboxPage(mails: MailSummary[], timeZone: string): { title: string; content: Html } {
  const line = ({ id, at, to, subject }: MailSummary) =>
    html`<li><a href="/_local/inbox/${id}">${subject || '(no subject)'}</a><br><small>to ${to} · ${inZone(at, timeZone)}</small></li>`;
  const content =
    mails.length === 0
      ? html`<p>No mail has been sent yet. What the product sends arrives here and goes nowhere else.</p>`
      : html`<ul class="list">${mails.map(line)}</ul>`;
  return { title: 'Inbox', content };
}

/** One mail. Its HTML is shown in a frame without rights; its links open in the whole window. */
export function mailPage(mail: ParsedMail, timeZone: string): { title: string; content: Html } {
  const { id, at, from, to, subject, text, links, attachments } = mail;
  const content = html`
<dl><dt>From</dt><dd>${from}</dd><dt>To</dt><dd>${to}</dd><dt>Sent</dt><dd>${inZone(at, timeZone)}</dd></dl>
${
  mail.html === ''
    ? ''
    : html`<iframe title="The mail" sandbox="allow-top-navigation-by-user-activation" srcdoc="${`<base target="_top">${mail.html}`}"></iframe>`
}
${links.length === 0 ? '' : html`<h2>Links</h2><ul>${links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}</ul>`}
${attachments.length === 0 ? '' : html`<h2>Attachments</h2><ul>${attachments.map(({ filename, mimeType, bytes }) => html`<li>${filename} (${mimeType}, ${bytes} bytes)</li>`)}</ul>`}
<h2>Text</h2><pre>${text}</pre>
<p><a href="/_local/inbox/${id}/raw">The mail as it was sent</a></p>`;
  return { title: subject || '(no subject)', content };
}
