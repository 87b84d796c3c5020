import type { Aim, Row } from './row.ts';

/** A number to be read: whole from a thousand on, no exponents. */
export function formatValue(value: number): string {
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 1000) return value.toFixed(0);
  if (Math.abs(value) >= 0.01) return String(Number(value.toPrecision(4)));
  return value.toFixed(6);
}

function formatAim(aim: Aim): string {
  return 'atMost' in aim ? `at most ${formatValue(aim.atMost)}` : `at least ${formatValue(aim.atLeast)}`;
}

/** The rows as a table in Markdown, which reads well in a terminal, too. A missed aim is marked. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    formatValue(row.value),
    row.unit,
    row.aim === undefined ? '' : `${row.met ? '✓' : '✗ MISSED'} ${formatAim(row.aim)}`,
    row.detail ?? '',
  ]);
  const all = [['what', 'value', 'unit', 'aim', 'detail'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(3, ...all.map((line) => line[column]?.length ?? 0)));
  const format = (line: string[]) => {
    const padded = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      if (column === 4) return cell;
      return column === 1 ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const [head = [], ...body] = all;
  const rule = widths.map((width, column) => (column === 1 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [head, rule.map((dashes, column) => (column === 4 ? '---' : dashes)), ...body].map(format).join('\n');
}
