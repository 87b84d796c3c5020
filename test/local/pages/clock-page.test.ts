import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Pages, startPages } from './served-pages.ts';

let pages: Pages;
beforeEach(async () => {
  pages = await startPages();
});
afterEach(() => pages.stop());

const move = (fields: object) =>
  pages.json('/_local/clock', {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json' },
  });

describe('the clock', () => {
  let fired: string[];
  beforeEach(() => {
    fired = [];
    pages.kernel.timers.handle('test', async (timer) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      fired.push(`${timer.id} at ${new Date(pages.kernel.clock.now()).toISOString()}`);
      pages.kernel.timers.cancel(timer.id);
    });
  });
  const plan = (id: string, at: string) =>
    pages.kernel.timers.set({ id, due: Date.parse(at), service: 'test', what: `What ${id} does`, payload: null });

  it('tells the moment and what comes next', async () => {
    const { body } = await pages.json('/_local/clock');
    expect(body).toEqual({
      now: expect.stringMatching(/^2027-01-31T15:00:0/),
      next: null,
      moving: null,
      agreements: [],
    });
    plan('one', '2027-02-01T00:00:00Z');
    expect((await pages.json('/_local/clock')).body.next).toEqual({
      at: '2027-02-01T00:00:00.000Z',
      what: 'What one does',
    });
    expect(await pages.page('/_local/clock')).toContain(
      'Next: What one does, <b>Sunday, January 31, 2027 at 7:00 PM</b>',
    );
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
      moving: null,
    });
  });

  it('shows what comes next for each agreement, with a way right there', async () => {
    const [soon, later, never] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc'];
    pages.agreements = [
      { id: never, status: 'closed', name: 'Cleo Example', nextDate: undefined },
      { id: later, status: 'active', name: 'Bea Example', nextDate: '2027-11-22' },
      { id: soon, status: 'awaiting_signature', name: 'Al Example', nextDate: undefined },
    ];
    const timer = { service: 'test', payload: null };
    const due = Date.parse('2027-02-03T14:10:00Z');
    pages.kernel.timers.set({ ...timer, id: 'x', due, what: `signing-${soon}-d1-r1: Wait for signers` });
    pages.kernel.timers.set({ ...timer, id: 'y', due: due + 1, what: `signing-${soon}-d1-r1: later` });
    const { agreements } = (await pages.json('/_local/clock')).body;
    expect(agreements).toEqual([
      {
        id: soon,
        status: 'awaiting_signature',
        next: { at: '2027-02-03T14:10:00.000Z', what: 'signing: Wait for signers' },
      },
      { id: later, status: 'active', next: { at: '2027-11-22T05:00:00.000Z', what: 'the next date of its term' } },
      { id: never, status: 'closed', next: null },
    ]);
    const text = await pages.page('/_local/clock');
    expect(text).toContain('<b>Al Example</b>, awaiting signature');
    expect(text).toContain('<small>Monday, November 22, 2027 at 12:00 AM: the next date of its term</small>');
    expect(text).toContain('<button name="to" value="2027-11-22T05:00:00.000Z">Go there</button>');
    // A date that comes before the timer is what comes next, and one that has come can't be gone to.
    pages.agreements = [{ id: soon, status: 'active', name: 'Al Example', nextDate: '2027-01-31' }];
    expect((await pages.json('/_local/clock')).body.agreements[0].next).toEqual({
      at: '2027-01-31T05:00:00.000Z',
      what: 'the next date of its term',
    });
    const passed = await pages.page('/_local/clock');
    expect(passed).toContain(
      '<small>Due since Sunday, January 31, 2027 at 12:00 AM: the next date of its term</small>',
    );
    expect(passed).not.toContain('<button name="to"');
    expect((await move({ to: agreements[1].next.at })).body.now).toMatch(/^2027-11-22T05:00/);
  });

  it('leads a browser to the progress of a long move, which looks again by itself', async () => {
    let goOn: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    pages.kernel.timers.handle('held', async (timer) => {
      await held;
      pages.kernel.timers.cancel(timer.id);
    });
    const due = Date.parse('2027-02-15T03:00:00Z');
    pages.kernel.timers.set({ id: 'held', due, service: 'held', what: 'holds on', payload: null });
    const answer = await fetch(`${pages.address}/_local/clock`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'by=P29D',
    });
    expect(answer.status).toBe(303);
    const text = await pages.page('/_local/clock');
    expect(text).toContain('<meta http-equiv="refresh" content="1">');
    expect(text).toMatch(/<progress max="100" value="(49|50)"/);
    expect(text).toContain('What happened last: holds on, Sunday, February 14, 2027 at 10:00 PM');
    const { moving } = (await pages.json('/_local/clock')).body;
    expect(moving).toEqual({
      from: expect.stringMatching(/^2027-01-31T15:00/),
      to: expect.stringMatching(/^2027-03-01T15:00/),
      at: '2027-02-15T03:00:00.000Z',
      last: { at: '2027-02-15T03:00:00.000Z', what: 'holds on' },
    });
    goOn();
    // The next move waits for the end of that one.
    expect((await move({ by: 'PT0S' })).body).toMatchObject({
      now: expect.stringMatching(/^2027-03-01T15/),
      moving: null,
    });
    expect(await pages.page('/_local/clock')).not.toContain('refresh');
  });

  it('goes back to real time', async () => {
    const { body } = await move({ real: true });
    expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(2000);
    expect(pages.replanned).toBe(1);
  });

  it('makes a second move wait for the first', async () => {
    plan('one', '2027-02-05T00:00:00Z');
    const [first, second] = await Promise.all([move({ by: 'P7D' }), move({ by: 'P7D' })]);
    expect([first.body.now.slice(0, 10), second.body.now.slice(0, 10)].sort()).toEqual(['2027-02-07', '2027-02-14']);
  });

  it('takes a form, and leads a browser back to the page', async () => {
    const form = (body: string) =>
      fetch(`${pages.address}/_local/clock`, {
        method: 'POST',
        redirect: 'manual',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    const moved = await form('by=P1D');
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/_local/clock']);
    expect((await pages.json('/_local/clock')).body.now).toMatch(/^2027-02-01/);
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
    expect((await pages.json('/_local/clock')).body.now).toMatch(/^2027-01-31T15/);
  });

  it('refuses a body that is no JSON object, and a form of another site', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      pages.json('/_local/clock', { method: 'POST', body, headers });
    const broken = await post('[1]', { 'content-type': 'application/json' });
    expect([broken.status, broken.body.message]).toEqual([
      400,
      "The body can't be read (not a JSON object); allowed: a JSON object or a form",
    ]);
    expect((await post('by=P1D', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});
