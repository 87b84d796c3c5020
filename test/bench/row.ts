/** What a number is to be. */
export type Aim = { atMost: number } | { atLeast: number };

/** One measured number, as the table and the JSON show it. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  aim?: Aim;
  met?: boolean;
  /** Where the number comes from: its spread, its parts, what it covers. */
  detail?: string;
}

/** A benchmark: gives its rows, and throws only where it could not measure. */
export type Bench = () => Promise<Row[]>;

/** A row with an aim, judged. */
export function aimed(row: Omit<Row, 'aim' | 'met'>, aim: Aim): Row {
  const met = 'atMost' in aim ? row.value <= aim.atMost : row.value >= aim.atLeast;
  return { ...row, aim, met };
}
