/**
 * The agreement that a text is about, by its id: 16 letters and digits of Crockford's base 32. It stands in keys (`A#…`), in
 * names of executions (`signing-…-d1-r1`), as a task's `agreementId`, an owner's `id` and a mail's tag. An application becomes the
 * agreement of the same id.
 */
export function agreementIn(text: string): string | undefined {
  const id =
    /(?:\b(?:A|H|D|APP)#|^[a-z]+-|"(?:agreementId|id)":"|"owner":\["[a-z]+_)([0-9a-hjkmnp-tv-z]{16})(?![0-9A-Za-z])/;
  return id.exec(text)?.[1];
}
