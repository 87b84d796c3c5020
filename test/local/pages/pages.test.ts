import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Pages, startPages } from './served-pages.ts';

let pages: Pages;
beforeEach(async () => {
  pages = await startPages();
});
afterEach(() => pages.stop());

async function sendMail(subject: string, body: string, to = 'anna@example.com'): Promise<string> {
  const raw = `From: Lakeside <care@lakeside.example.com>\r\nTo: ${to}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n${body}`;
  await pages.ses.service.handle({
    action: 'SendRawEmail',
    method: 'POST',
    path: '/',
    headers: {},
    body: Buffer.alloc(0),
    input: { 'RawMessage.Data': Buffer.from(raw).toString('base64') },
    caller: { accessKey: 'local', roleArn: undefined },
  });
  return pages.ses.list()[0]?.id ?? '';
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

describe('the pages', () => {
  it('leave to the product what is not theirs', async () => {
    expect((await fetch(`${pages.address}/sign/x`)).status).toBe(418);
    expect((await fetch(`${pages.address}/_localish`)).status).toBe(418);
  });

  it('begin with an index, also without the last slash', async () => {
    expect(await pages.page('/_local')).toContain('<a href="/_local/clock">Clock</a>');
    expect(Object.values((await pages.json('/_local/')).body)).toEqual([
      '/_local/inbox',
      '/_local/clock',
      '/_local/meter',
      '/_local/faults',
    ]);
  });

  it('tell what is not there', async () => {
    expect(await pages.json('/_local/other')).toEqual({
      status: 404,
      body: {
        message:
          'There is no page /_local/other; there are /_local/inbox, /_local/clock, /_local/meter and /_local/faults',
      },
    });
    expect((await pages.json('/_local/inbox', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the inbox', () => {
  it('lists the mails, newest first', async () => {
    expect(await pages.page('/_local/inbox')).toContain('No mail has been sent yet');
    await sendMail('First', alternative);
    const id = await sendMail('=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', alternative, 'Anna <anna@example.com>, b@example.com');
    const { body } = await pages.json('/_local/inbox');
    expect(body.map(({ subject }: { subject: string }) => subject)).toEqual(['Grüße', 'First']);
    expect(body[0]).toEqual({
      id,
      at: expect.stringMatching(/^2027-01-31T15:00:0\d\.\d{3}Z$/),
      from: 'Lakeside <care@lakeside.example.com>',
      to: 'anna@example.com, b@example.com',
      subject: 'Grüße',
    });
    expect(await pages.page('/_local/inbox')).toContain(`<a href="/_local/inbox/${id}">Grüße</a>`);
  });

  it('keeps the order of the clock when that went back to real time', async () => {
    const { clock } = pages.kernel;
    await sendMail('Now', alternative);
    clock.freeze(Date.parse('2028-01-31T15:00:00Z'));
    await sendMail('A year on', alternative);
    await sendMail('A year on, too', alternative);
    clock.freeze(Date.parse('2027-01-31T16:00:00Z'));
    await sendMail('Back', alternative);
    const { body } = await pages.json('/_local/inbox');
    const subjects = body.map(({ subject }: { subject: string }) => subject);
    expect(subjects).toEqual(['A year on, too', 'A year on', 'Back', 'Now']);
  });

  it('gives a mail with its text, HTML, links and raw form', async () => {
    const id = await sendMail('Sign', alternative);
    const { body } = await pages.json(`/_local/inbox/${id}`);
    expect(body).toMatchObject({ id, subject: 'Sign', to: 'anna@example.com', attachments: [] });
    expect(body.text).toContain('Please sign: https://care.example.com/sign/abc.');
    expect(body.html).toContain('<p>Please');
    expect(body.links).toEqual(['https://care.example.com/sign/abc', 'https://care.example.com/ask?a=1&b=2']);
    expect(body.raw).toMatch(/^From: Lakeside/);
    const raw = await fetch(`${pages.address}/_local/inbox/${id}/raw`);
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await raw.text()).toBe(body.raw);
  });

  it("shows a mail's HTML in a frame without rights, with links that open in the whole window", async () => {
    const text = await pages.page(`/_local/inbox/${await sendMail('Sign', alternative)}`);
    expect(text).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(text).toContain('srcdoc="&lt;base target=&quot;_top&quot;&gt;&lt;p&gt;Please');
  });

  it('escapes whatever a mail brings', async () => {
    const id = await sendMail(
      '<script>alert(1)</script>',
      'Content-Type: text/plain\r\n\r\n<img src=x onerror=alert(1)>',
    );
    for (const path of ['/_local/inbox', `/_local/inbox/${id}`]) {
      const text = await pages.page(path);
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toMatch(/<script|<img/);
    }
  });

  it('tells of attachments', async () => {
    const body =
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b--';
    const id = await sendMail('With', body);
    expect((await pages.json(`/_local/inbox/${id}`)).body.attachments).toEqual([
      { filename: 'a.pdf', mimeType: 'application/pdf', bytes: 3, content: 'AAEC' },
    ]);
  });

  it('answers 404 for an address that cannot be read', async () => {
    expect((await pages.json('/_local/inbox/%E0%A4%A')).status).toBe(404);
    expect((await pages.json('/_local/inbox/%E0%A4%A/raw')).status).toBe(404);
  });

  it('takes a slash at the end of each address', async () => {
    const id = await sendMail('Sign', alternative);
    for (const path of ['/_local/inbox/', '/_local/clock/', `/_local/inbox/${id}/`]) {
      expect({ path, status: (await pages.json(path)).status }).toEqual({ path, status: 200 });
    }
  });

  it('answers HEAD as it answers GET, without a body', async () => {
    const id = await sendMail('Sign', alternative);
    for (const path of ['/_local/', '/_local/inbox', '/_local/clock', `/_local/inbox/${id}/raw`, '/_local/other']) {
      const [head, get] = await Promise.all(
        ['HEAD', 'GET'].map((method) => fetch(`${pages.address}${path}`, { method })),
      );
      expect([path, head?.status, head?.headers.get('content-type')]).toEqual([
        path,
        get?.status,
        get?.headers.get('content-type'),
      ]);
      expect(await head?.text()).toBe('');
    }
  });

  it('answers 404 for a mail that is not there', async () => {
    expect(await pages.json('/_local/inbox/none')).toEqual({
      status: 404,
      body: { message: 'There is no mail none; the inbox lists those that are there' },
    });
  });
});
