import { isDeepStrictEqual } from 'node:util';
import type { MeterReport } from '../../local/meter/meter.ts';
import type { Journey, Mail } from '../support/journey.ts';

export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

export interface Moment {
  /** Virtual, UTC. */
  at: string;
  what: string;
}

/** Tells what happens, with virtual dates, and checks that it is what must happen. */
export class Story {
  readonly checks: Check[] = [];
  readonly timeline: Moment[] = [];
  readonly #journey: Journey;
  readonly #print: (line: string) => void;
  readonly #toldMails = new Set<string>();

  constructor(journey: Journey, print: (line: string) => void) {
    this.#journey = journey;
    this.#print = print;
  }

  /** Something that people do, and the mails that came of it. */
  async happens(what: string): Promise<void> {
    await this.#mailsSince();
    const { now } = await this.#journey.now();
    this.#note(now, what);
  }

  /** Moves the clock, and tells the mails that went out on the way. */
  async until(to: string): Promise<void> {
    await this.#mailsSince();
    await this.#journey.move({ to });
    await this.#mailsSince();
  }

  equals(name: string, actual: unknown, expected: unknown): void {
    const ok = isDeepStrictEqual(actual, expected);
    this.#check(name, ok, ok ? show(actual) : `must be ${show(expected)}, is ${show(actual)}`);
  }

  holds(name: string, ok: boolean, detail: unknown): void {
    this.#check(name, ok, show(detail));
  }

  sumUp({ total, agreements }: MeterReport, wallMs: number): void {
    const failed = this.checks.filter((check) => !check.ok);
    this.#print('');
    for (const [unit, amount] of Object.entries(total.units)) {
      const dollars = total.dollars[unit as keyof typeof total.dollars];
      this.#print(`${unit.padEnd(24)} ${amount.toFixed(0).padStart(10)}  $${dollars.toFixed(6)}`);
    }
    this.#print(`${'in all'.padEnd(24)} ${''.padStart(10)}  $${total.dollars.total.toFixed(6)}`);
    this.#print(`${'agreements'.padEnd(24)} ${String(agreements.length).padStart(10)}`);
    this.#print('');
    this.#print(`${this.checks.length - failed.length} passed, ${failed.length} failed`);
    this.#print(`${(wallMs / 1000).toFixed(1)} s`);
  }

  #check(name: string, ok: boolean, detail: string): void {
    this.checks.push({ name, ok, detail });
    this.#print(`${' '.repeat(22)}${ok ? '✓' : '✗'} ${name}${ok ? '' : `: ${detail}`}`);
  }

  #note(at: string, what: string): void {
    this.timeline.push({ at, what });
    this.#print(`${at.slice(0, 16).replace('T', ' ')} UTC  ${what}`);
  }

  async #mailsSince(): Promise<void> {
    const mails: Mail[] = await this.#journey.mails();
    for (const mail of mails.reverse()) {
      if (this.#toldMails.has(mail.id)) continue;
      this.#toldMails.add(mail.id);
      this.#note(mail.at, `mail to ${mail.to}: ${mail.subject}`);
    }
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
