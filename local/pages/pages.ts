import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults/faults.ts';
import type { Meter } from '../meter/meter.ts';
import type { Ses } from '../ses/ses.ts';
import { type StoredAgreement, upcoming } from './agreements.ts';
import { clockPage } from './clock-page.ts';
import { type Answer, isForeign, problem, readFields, send, wantsJson, write } from './exchange.ts';
import { faultsPages } from './faults-page.ts';
import { html } from './html.ts';
import { inboxPage, mailPage } from './inbox-page.ts';
import { meterPage } from './meter-page.ts';
import { MoveError, Moves, type MovesDeps } from './moves.ts';
import { parseMail, summarize } from './parsed-mail.ts';

export interface PagesDeps extends MovesDeps {
  ses: Pick<Ses, 'list' | 'get'>;
  faults: Faults;
  meter: Pick<Meter, 'report'>;
  /** The agreements that are stored, for the time machine. */
  agreements: () => Promise<StoredAgreement[]>;
}

// A move that takes longer shows its progress.
const longMoveMilliseconds = 400;

/** The local cloud's own pages under `/_local/`: the inbox and the time machine, for people and as JSON. */
export function createPages(deps: PagesDeps) {
  const { ses, timeZone } = deps;
  const moves = new Moves(deps);
  const faults = faultsPages(deps.faults);
  /** Why the last move that a browser did not wait for could not be made: told by the next look. */
  let refused: string | undefined;

  function index(): Answer {
    const json = { inbox: '/_local/inbox', clock: '/_local/clock', meter: '/_local/meter', faults: '/_local/faults' };
    const content = html`<p>This machine runs the product by itself; nothing leaves it.</p>
<ul class="list"><li><a href="/_local/inbox">Inbox</a><br><small>every mail that the product sends</small></li>
<li><a href="/_local/clock">Clock</a><br><small>the time machine: a day, a month or a year on</small></li>
<li><a href="/_local/meter">Meter</a><br><small>what AWS would bill for it</small></li>
<li><a href="/_local/faults">Faults</a><br><small>what is to go wrong, for tests</small></li></ul>`;
    return { json, page: () => ({ title: 'Local cloud', content }) };
  }

  function inbox(): Answer {
    const mails = ses.list().map(summarize);
    return { json: mails, page: () => inboxPage(mails, timeZone()) };
  }

  async function mail(id: string): Promise<Answer> {
    const found = ses.get(id);
    if (found === undefined) return problem(404, `There is no mail ${id}; the inbox lists those that are there`);
    const parsed = await parseMail(found);
    return { json: parsed, page: () => mailPage(parsed, timeZone()) };
  }

  async function clock(error?: string): Promise<Answer> {
    const state = moves.state();
    const agreements = upcoming(await deps.agreements(), deps.timers.all(), timeZone());
    const page = () => {
      const told = error ?? refused;
      refused = undefined;
      return clockPage(state, agreements, timeZone(), told);
    };
    if (error !== undefined) return { status: 400, json: { message: error }, page };
    // Names stay on the page.
    return { json: { ...state, agreements: agreements.map(({ id, status, next }) => ({ id, status, next })) }, page };
  }

  async function meter(): Promise<Answer> {
    const report = await deps.meter.report();
    return { json: report, page: () => meterPage(report, timeZone()) };
  }

  async function move(incoming: IncomingMessage): Promise<Answer> {
    if (isForeign(incoming)) return problem(403, 'A page of another site may not move the clock');
    try {
      const made = moves.make(await readFields(incoming));
      // A browser is shown how far a long move is; whoever asks for JSON waits for its end.
      if (wantsJson(incoming)) return { json: await made, page: () => ({ title: 'Clock', content: html`` }) };
      await Promise.race([made, new Promise((resolve) => setTimeout(resolve, longMoveMilliseconds))]);
      made.catch((error) => {
        if (error instanceof MoveError) refused = error.message;
        else console.error('The local cloud failed within a move of its clock:', error);
      });
      return { json: moves.state(), page: () => ({ title: 'Clock', content: html`` }), seeOther: '/_local/clock' };
    } catch (error) {
      if (error instanceof MoveError) return clock(error.message);
      if (error instanceof SyntaxError)
        return clock(`The body can't be read (${error.message}); allowed: a JSON object or a form`);
      throw error;
    }
  }

  async function answer(incoming: IncomingMessage, path: string): Promise<Answer> {
    const [, id] = /^\/_local\/inbox\/([^/]+)$/.exec(path) ?? [];
    if (path === '/_local/faults') return faults(incoming);
    if (incoming.method === 'POST')
      return path === '/_local/clock' ? move(incoming) : problem(405, `${path} takes no POST`);
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
      return problem(405, `${incoming.method} is not allowed here`);
    if (path === '/_local/') return index();
    if (path === '/_local/inbox') return inbox();
    if (path === '/_local/clock') return clock();
    if (path === '/_local/meter') return meter();
    if (id !== undefined) return mail(id);
    return problem(
      404,
      `There is no page ${path}; there are /_local/inbox, /_local/clock, /_local/meter and /_local/faults`,
    );
  }

  /** Answers a request under `/_local/` and says whether it was one. */
  return async function pages(incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
    const [given = '/'] = (incoming.url ?? '/').split('?');
    // A slash at the end changes nothing, but for the index.
    const path = given === '/_local/' ? given : given.replace(/\/$/, '');
    if (path === '/_local') {
      outgoing.writeHead(302, { location: '/_local/' }).end();
      return true;
    }
    if (!path.startsWith('/_local/')) return false;
    const raw = ses.get(/^\/_local\/inbox\/([^/]+)\/raw$/.exec(path)?.[1] ?? '')?.raw;
    const isRead = incoming.method === 'GET' || incoming.method === 'HEAD';
    if (isRead && raw !== undefined) write(outgoing, 200, 'text/plain; charset=utf-8', raw);
    else send(incoming, outgoing, await answer(incoming, path).catch(failed));
    return true;
  };
}

function failed(error: unknown): Answer {
  console.error('The local cloud failed within a page of its own:', error);
  return problem(500, error instanceof Error ? error.message : String(error));
}
