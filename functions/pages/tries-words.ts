/** After a wrong date of birth: how many answers are left. */
export function triesWords(triesLeft: number): string {
  const tries = triesLeft === 1 ? '1 more try' : `${triesLeft} more tries`;
  return `You have ${tries}. After that this link pauses for 30 minutes, to keep your agreement safe.`;
}
