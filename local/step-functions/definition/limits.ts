/** AWS's greatest number of seconds for waits and time-outs. */
export const longestSeconds = 99_999_999;

/** AWS's greatest number of events in one history. */
export const longestHistory = 25_000;

/** A Standard execution lives for a year at most. */
export const longestExecutionMs = 365 * 86_400_000;

/** A closed execution is kept, and its name taken, for 90 days. */
export const keptMs = 90 * 86_400_000;

/** So many iterations of an inline Map run at once at most. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export const mostIterations = 40;
