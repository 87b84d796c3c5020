import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { isSlug } from '../adapters/ids.ts';
import { collectionPresets } from '../domain/billing/collection.ts';
import { isCivilDate } from '../domain/calendar/practice-time.ts';
import { overrideMistakes } from '../domain/notices/rule-overrides.ts';
import { isUsState } from '../pages/us-states.ts';

// Without a language, zod/mini says "Invalid input" of everything.
z.config(en());

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const slug = z.string().check(z.refine(isSlug, 'takes 2 to 40 small letters, digits and dashes'));
const email = z.string().check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'is not an email address'));
const noticeDay = z.number().check(z.int(), z.minimum(1), z.maximum(69));
const cents = z.number().check(z.int(), z.minimum(0), z.maximum(100_000_00));

/** The practice's settings as a file: what `npm run practice -- FILE` stores. */
export const PracticeFile = z.object({
  practice: z.object({
    name: text,
    phone: text,
    email,
    address: z.array(text).check(z.minLength(1), z.maxLength(5)),
    colour: z.string().check(
      z.regex(/^#[0-9a-f]{6}$/, 'is written like #1f5f8b'),
      z.refine(
        (colour) => contrastWithWhite(colour) >= 4.5,
        'is too light: white text on it needs a contrast of 4.5 to 1',
      ),
    ),
    approvesAutomatically: z.boolean(),
    signsInOrder: z._default(z.boolean(), false),
    collection: z._default(z.enum(collectionPresets), 'standard'),
    coolingOffDays: z._default(z.number().check(z.int(), z.minimum(0), z.maximum(60)), 0),
    state: z.string().check(z.refine(isUsState, 'is a state like NY')),
    noticeDays: z._default(z.object({ first: noticeDay, second: noticeDay }), { first: 35, second: 20 }),
    ruleOverrides: z._default(
      z
        .array(
          z.object({
            ruleId: z.string(),
            earliestDays: z.optional(z.number()),
            latestDays: z.optional(z.number()),
            reviewed: z.optional(z.boolean()),
            by: z.string(),
            reason: z.string(),
            on: z.string(),
          }),
        )
        .check((context) => {
          for (const message of overrideMistakes(context.value)) {
            context.issues.push({ code: 'custom', message, input: context.value });
          }
        }),
      [],
    ),
    priceRuns: z.optional(
      z
        .array(z.object({ plan: slug, version: z.number().check(z.int(), z.minimum(1)), renewalsFrom: z.string() }))
        .check(z.maxLength(100)),
    ),
  }),
  physicians: z
    .array(
      z.object({
        physicianId: slug,
        name: text,
        email,
        medicareStatus: z.enum(['not-opted-out', 'opted-out']),
        panelCap: z.number().check(z.int(), z.minimum(0), z.maximum(10_000)),
      }),
    )
    .check(
      z.minLength(1),
      z.refine((list) => isUnique(list.map((one) => one.physicianId)), 'names a physicianId twice'),
    ),
  plans: z
    .array(
      z.object({
        planId: slug,
        name: text,
        summary: text,
        legalModel: z.enum(['dpc', 'bills-insurance']),
        priceCents: cents,
        ageBands: z._default(
          z
            .array(z.object({ fromAge: z.number().check(z.int(), z.minimum(1), z.maximum(120)), priceCents: cents }))
            .check(
              z.maxLength(10),
              z.refine((list) => isUnique(list.map((one) => String(one.fromAge))), 'names an age twice'),
            ),
          [],
        ),
        household: z.optional(
          z.object({
            priceCents: cents,
            upTo: z.number().check(z.int(), z.minimum(2), z.maximum(10)),
            additionalCents: cents,
          }),
        ),
        enrolmentFeeCents: z._default(cents, 0),
        installments: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(12)]),
        startRule: z.enum(['payment-day', 'first-of-next-month', 'chosen-date']),
        renewal: z._default(
          z.discriminatedUnion('on', [
            z.object({ on: z.literal('anniversary') }),
            z.object({
              on: z.literal('common-date'),
              monthDay: z
                .string()
                .check(z.refine((text) => isCivilDate(`2000-${text}`), 'is a month and a day like 01-01')),
              proration: z.enum(['day', 'month']),
            }),
          ]),
          { on: 'anniversary' },
        ),
        services: z
          .array(
            z.object({
              name: text,
              coveredByMedicare: z.enum(['yes', 'no', 'unsure']),
              timesAYear: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(365))),
              priceCents: z.optional(cents.check(z.minimum(1))),
            }),
          )
          .check(z.minLength(1), z.maxLength(40)),
        notCovered: z.array(text).check(z.minLength(1), z.maxLength(40)),
      }),
    )
    .check(
      z.minLength(1),
      z.refine((list) => isUnique(list.map((one) => one.planId)), 'names a planId twice'),
    ),
  /** Markdown with Liquid; in the file it is the name of a Markdown file beside it. */
  template: z.string().check(z.minLength(100), z.maxLength(200_000)),
});

function isUnique(ids: string[]): boolean {
  return new Set(ids).size === ids.length;
}

/** WCAG 2.2's contrast ratio of white on a colour. */
function contrastWithWhite(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
