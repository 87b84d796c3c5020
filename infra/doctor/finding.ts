export interface Finding {
  ok: boolean;
  what: string;
  /** What to do about it; said only when it is not ok. */
  todo?: string;
}
