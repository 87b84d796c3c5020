/**
 * The agreement that a text is about, if it is about one alone, by its id: 16 letters and digits of Crockford's base 32. It
 * stands in keys (`A#…`), in names of executions (`signing-…-d1-r1`), as a task's `agreementId`, an owner's `id` and a mail's
 * tag. An application becomes the agreement of the same id.
 */
export function agreementIn(text: string): string | undefined {
  const ids =
    /(?:\b(?:A|H|D|APP)#|^[a-z]+-|"(?:agreementId|id)":"|"owner":\["[a-z]+_)([0-9a-hjkmnp-tv-z]{16})(?![0-9A-Za-z])/g;
  const [id, ...others] = new Set([...text.matchAll(ids)].map((match) => match[1]));
  return others.length === 0 ? id : undefined;
}
