import { addressParser, decodeWords } from 'postal-mime';

export interface MailHeader {
  name: string;
  value: string;
}

/** The headers of a raw message, in order and unfolded, as they are written (encoded words stay encoded). */
export function readHeaders(raw: Buffer): MailHeader[] {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return text
    .slice(0, end)
    .replaceAll(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
    });
}

/** A header's value for people, or undefined where the message has none. */
export function headerText(headers: MailHeader[], name: string): string | undefined {
  const found = headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : decodeWords(found.value);
}

/** The bare addresses in a header's value, those of groups, too. */
export function addressesIn(value: string | undefined): string[] {
  return addressParser(value ?? '', { flatten: true }).flatMap(({ address }) =>
    address === undefined || address === '' ? [] : [address],
  );
}
