/** How many cases a property is tried with: a thousand where it says nothing else, or as many as `npm run properties` wants. */
export const runs = (standard = 1000): number => Number(process.env.PROPERTY_RUNS ?? standard);

/** The same where each case is a sequence of events or requests, which is dozens of cases. */
export const sequences = (): number => Number(process.env.PROPERTY_SEQUENCES ?? 100);
