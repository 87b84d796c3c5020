/** How many cases a property is tried with: as many as it says, or as `npm run properties` wants. */
export const runs = (standard: number): number => Number(process.env.PROPERTY_RUNS ?? standard);
