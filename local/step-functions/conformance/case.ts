/** One recorded case, as its folder's README describes it. */
export interface Case {
  name: string;
  kind?: 'create' | 'validate' | 'state' | 'api';
  definition?: unknown;
  definition_jsonata?: unknown;
  child_machines?: Record<string, unknown>;
  child_machines_jsonata?: Record<string, unknown>;
  input?: unknown;
  lambdas?: Record<string, RecordedFunction>;
  callbacks?: Callback[];
  adapted?: string;
  steps?: ApiStep[];
  expected: Expected;
}

export interface RecordedFunction {
  sleeps_seconds?: number;
  returns?: 'event';
  returns_value?: unknown;
  returns_text?: { character: string; times: number };
  fails?: { errorType: string; errorMessage: string };
}

export interface Callback {
  for?: string;
  send: string;
  wait_seconds?: number;
  output?: unknown;
  error?: string;
  cause?: string;
}

export interface ApiStep {
  call: string;
  args: Record<string, unknown>;
  gives?: string;
  answer?: Record<string, unknown>;
  error?: { error: string; message: string };
}

export interface Expected {
  status?: string;
  events?: Record<string, unknown>[];
  create_error?: { error: string; message: string };
  [field: string]: unknown;
}

/** Replaces the marks in what is sent: ARNs, texts that are told by their length, the queue. */
export function fillIn<T>(value: T, arns: (kind: string, name: string) => string): T {
  const text = JSON.stringify(value)
    .replace(/<arn:(lambda|machine|execution):([^<>]+)>/g, (_mark, kind: string, name: string) => arns(kind, name))
    .replace(/<repeat:(.):(\d+)>/g, (_mark, character: string, times: string) => character.repeat(Number(times)))
    .replace(/<invalid_token_(\d+)_chars>/g, (_mark, length: string) => 'x'.repeat(Number(length)))
    .replace(/<queue>/g, 'a-queue');
  return JSON.parse(text) as T;
}
