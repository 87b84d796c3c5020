import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPages } from '../../../local/pages/pages.ts';
import { createSes, type Ses } from '../../../local/ses/ses.ts';
import { type Kernel, listen, openKernel } from '../../support/local-kernel.ts';

let kernel: Kernel;
let ses: Ses;
let server: Server;
let address: string;
let replanned: number;

beforeEach(async () => {
  kernel = openKernel();
  kernel.clock.freeze(Date.parse('2027-01-31T15:00:00Z'));
  kernel.clock.follow();
  replanned = 0;
  ses = createSes({ ...kernel, emit: () => {} });
  ses.verify('lakeside.example.com');
  const afterReal = () => {
    replanned += 1;
  };
  const pages = createPages({ ...kernel, ses, timeZone: () => 'America/New_York', afterReal });
  server = createServer(async (incoming, outgoing) => {
    if (!(await pages(incoming, outgoing))) outgoing.writeHead(418).end('the product');
  });
  address = await listen(server);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  kernel.remove();
});

async function sendMail(subject: string, body: string, to = 'anna@example.com'): Promise<string> {
  const raw = `From: Lakeside <care@lakeside.example.com>\r\nTo: ${to}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n${body}`;
  await ses.service.handle({
    action: 'SendRawEmail',
    method: 'POST',
    path: '/',
    headers: {},
    body: Buffer.alloc(0),
    input: { 'RawMessage.Data': Buffer.from(raw).toString('base64') },
    caller: { accessKey: 'local', roleArn: undefined },
  });
  return ses.list()[0]?.id ?? '';
}

const alternative = [
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Please sign: https://care.example.com/sign/abc. Thank you.',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Please <a href="https://care.example.com/sign/abc">sign</a> or <a href=\'https://care.example.com/ask?a=1&amp;b=2\'>ask</a>, <a href="mailto:x@example.com">write</a></p>',
  '--b--',
].join('\r\n');

const json = async (path: string, init: RequestInit = {}) => {
  const headers = { accept: 'application/json', ...(init.headers as Record<string, string>) };
  const response = await fetch(`${address}${path}`, { ...init, headers });
  return { status: response.status, body: await response.json() };
};
const move = (fields: object) =>
  json('/_local/clock', {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json' },
  });
const page = async (path: string) => (await fetch(`${address}${path}`, { headers: { accept: 'text/html' } })).text();

describe('the pages', () => {
  it('leave to the product what is not theirs', async () => {
    expect((await fetch(`${address}/sign/x`)).status).toBe(418);
    expect((await fetch(`${address}/_localish`)).status).toBe(418);
  });

  it('begin with an index, also without the last slash', async () => {
    expect(await page('/_local')).toContain('<a href="/_local/clock">Clock</a>');
    expect((await json('/_local/')).body).toEqual({ inbox: '/_local/inbox', clock: '/_local/clock' });
  });

  it('tell what is not there', async () => {
    expect(await json('/_local/other')).toEqual({
      status: 404,
      body: { message: 'There is no page /_local/other; there are /_local/inbox and /_local/clock' },
    });
    expect((await json('/_local/inbox', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the inbox', () => {
  it('lists the mails, newest first', async () => {
    expect(await page('/_local/inbox')).toContain('No mail has been sent yet');
    await sendMail('First', alternative);
    const id = await sendMail('=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', alternative, 'Anna <anna@example.com>, b@example.com');
    const { body } = await json('/_local/inbox');
    expect(body.map(({ subject }: { subject: string }) => subject)).toEqual(['Grüße', 'First']);
    expect(body[0]).toEqual({
      id,
      at: expect.stringMatching(/^2027-01-31T15:00:0\d\.\d{3}Z$/),
      from: 'Lakeside <care@lakeside.example.com>',
      to: 'anna@example.com, b@example.com',
      subject: 'Grüße',
    });
    expect(await page('/_local/inbox')).toContain(`<a href="/_local/inbox/${id}">Grüße</a>`);
  });

  it('gives a mail with its text, HTML, links and raw form', async () => {
    const id = await sendMail('Sign', alternative);
    const { body } = await json(`/_local/inbox/${id}`);
    expect(body).toMatchObject({ id, subject: 'Sign', to: 'anna@example.com', attachments: [] });
    expect(body.text).toContain('Please sign: https://care.example.com/sign/abc.');
    expect(body.html).toContain('<p>Please');
    expect(body.links).toEqual(['https://care.example.com/sign/abc', 'https://care.example.com/ask?a=1&b=2']);
    expect(body.raw).toMatch(/^From: Lakeside/);
    const raw = await fetch(`${address}/_local/inbox/${id}/raw`);
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await raw.text()).toBe(body.raw);
  });

  it("shows a mail's HTML in a frame without rights, with links that open in the whole window", async () => {
    const text = await page(`/_local/inbox/${await sendMail('Sign', alternative)}`);
    expect(text).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(text).toContain('srcdoc="&lt;base target=&quot;_top&quot;&gt;&lt;p&gt;Please');
  });

  it('escapes whatever a mail brings', async () => {
    const id = await sendMail(
      '<script>alert(1)</script>',
      'Content-Type: text/plain\r\n\r\n<img src=x onerror=alert(1)>',
    );
    for (const path of ['/_local/inbox', `/_local/inbox/${id}`]) {
      const text = await page(path);
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toMatch(/<script|<img/);
    }
  });

  it('tells of attachments', async () => {
    const body =
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b--';
    const id = await sendMail('With', body);
    expect((await json(`/_local/inbox/${id}`)).body.attachments).toEqual([
      { filename: 'a.pdf', mimeType: 'application/pdf', bytes: 3 },
    ]);
  });

  it('answers 404 for a mail that is not there', async () => {
    expect(await json('/_local/inbox/none')).toEqual({
      status: 404,
      body: { message: 'There is no mail none; the inbox lists those that are there' },
    });
  });
});

describe('the clock', () => {
  let fired: string[];
  beforeEach(() => {
    fired = [];
    kernel.timers.handle('test', async (timer) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      fired.push(`${timer.id} at ${new Date(kernel.clock.now()).toISOString()}`);
      kernel.timers.cancel(timer.id);
    });
  });
  const plan = (id: string, at: string) =>
    kernel.timers.set({ id, due: Date.parse(at), service: 'test', what: `What ${id} does`, payload: null });

  it('tells the moment and what comes next', async () => {
    const { body } = await json('/_local/clock');
    expect(body).toEqual({ now: expect.stringMatching(/^2027-01-31T15:00:0/), next: null });
    plan('one', '2027-02-01T00:00:00Z');
    expect((await json('/_local/clock')).body.next).toEqual({ at: '2027-02-01T00:00:00.000Z', what: 'What one does' });
    expect(await page('/_local/clock')).toContain('Next: What one does, <b>Sunday, January 31, 2027 at 7:00 PM</b>');
  });

  it('jumps to an instant, and all on the way has happened when it answers', async () => {
    plan('late', '2027-03-05T00:00:00Z');
    plan('second', '2027-02-20T00:00:00Z');
    plan('first', '2027-02-10T00:00:00Z');
    const { status, body } = await move({ to: '2027-03-01T09:00:00-05:00' });
    expect(status).toBe(200);
    expect(body.now).toMatch(/^2027-03-01T14:00:0/);
    expect(body.next).toEqual({ at: '2027-03-05T00:00:00.000Z', what: 'What late does' });
    expect(fired).toEqual(['first at 2027-02-10T00:00:00.000Z', 'second at 2027-02-20T00:00:00.000Z']);
  });

  it.each([
    ['a month, to its last day', { by: 'P1M' }, /^2027-02-28T15:00/],
    ['months across daylight saving, at the same time of day', { by: 'P2M' }, /^2027-03-31T14:00/],
    ['hours', { by: 'PT6H' }, /^2027-01-31T21:00/],
    ['to a date in the zone of the practice', { to: '2027-07-01' }, /^2027-07-01T04:00/],
    ['to a date and time in the zone of the practice', { to: '2027-07-01T09:30' }, /^2027-07-01T13:30/],
  ])('moves by the calendar: %s', async (_, fields, now) => {
    expect((await move(fields)).body.now).toMatch(now);
  });

  it('jumps to the next event, one at a time, and stays where there is none', async () => {
    plan('one', '2027-02-01T00:00:00Z');
    plan('two', '2027-02-02T00:00:00Z');
    const { body } = await move({ next: true });
    expect(body.now).toMatch(/^2027-02-01T00:00:00/);
    expect(fired).toHaveLength(1);
    await move({ next: true });
    expect((await move({ next: true })).body).toEqual({
      now: expect.stringMatching(/^2027-02-02T00:00:0/),
      next: null,
    });
  });

  it('goes back to real time', async () => {
    const { body } = await move({ real: true });
    expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(2000);
    expect(replanned).toBe(1);
  });

  it('makes a second move wait for the first', async () => {
    plan('one', '2027-02-05T00:00:00Z');
    const [first, second] = await Promise.all([move({ by: 'P7D' }), move({ by: 'P7D' })]);
    expect([first.body.now.slice(0, 10), second.body.now.slice(0, 10)].sort()).toEqual(['2027-02-07', '2027-02-14']);
  });

  it('takes a form, and leads a browser back to the page', async () => {
    const form = (body: string) =>
      fetch(`${address}/_local/clock`, {
        method: 'POST',
        redirect: 'manual',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    const moved = await form('by=P1D');
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/_local/clock']);
    expect((await json('/_local/clock')).body.now).toMatch(/^2027-02-01/);
    const refused = await form('by=tomorrow');
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(
      'role="alert">&quot;by&quot; is &quot;tomorrow&quot;; allowed is an ISO 8601 duration',
    );
  });

  it.each([
    [
      { to: '2020-01-01T00:00:00Z' },
      /^"2020-01-01T00:00:00Z" is 2020-01-01T00:00:00.000Z, which is before the clock's 2027-01-31T15/,
    ],
    [{ by: '-P1D' }, /which is before the clock's/],
    [{ by: '11 months' }, /^"by" is "11 months"; allowed is an ISO 8601 duration such as "P1D"/],
    [{ to: 'soon' }, /^"to" is "soon"; allowed is an instant such as "2027-03-01T09:00:00-05:00"/],
    [{ to: '2027-02-30T00:00:00Z' }, /^"to" is "2027-02-30T00:00:00Z"/],
    [{ next: false }, /^Given was \{"next":false\}; exactly one of/],
    [{}, /^Given was \{\}; exactly one of/],
    [{ by: 'P1D', to: '2028-01-01' }, /^Given were by and to; exactly one of/],
  ])('refuses %j, and stays', async (fields, message) => {
    const { status, body } = await move(fields);
    expect(status).toBe(400);
    expect(body.message).toMatch(message);
    expect((await json('/_local/clock')).body.now).toMatch(/^2027-01-31T15/);
  });

  it('refuses a body that is no JSON object, and a form of another site', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      json('/_local/clock', { method: 'POST', body, headers });
    const broken = await post('[1]', { 'content-type': 'application/json' });
    expect([broken.status, broken.body.message]).toEqual([
      400,
      "The body can't be read (not a JSON object); allowed: a JSON object or a form",
    ]);
    expect((await post('by=P1D', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});
