import { jest } from '@jest/globals';

/** What is logged while something is done. Its error, if it ends in one, stays the caller's. */
export async function logLines(what: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    }),
  );
  try {
    await what();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines.join('');
}
