import type { InvocationHook } from '../../local/lambda/lambda.ts';

// biome-ignore lint/suspicious/noExplicitAny: each function's event has a shape of its own
type Matches = (payload: any) => boolean | undefined;
type Fault = {
  functionName: string;
  matches: Matches;
  act: (run: Parameters<InvocationHook>[1]) => ReturnType<InvocationHook>;
  once: boolean;
};

/** What AWS answers when a function's process ends in mid-air. */
const died = {
  payload: JSON.stringify({
    errorType: 'Runtime.ExitError',
    errorMessage: 'RequestId: … Error: Runtime exited with error',
  }),
  functionError: 'Unhandled' as const,
};

/** As a task answers that no repetition will mend. */
const refused = {
  payload: JSON.stringify({ errorType: 'Perennial.TaskFailed', errorMessage: '{"name":"Perennial.TaskFailed"}' }),
  functionError: 'Unhandled' as const,
};

/** Faults between AWS and our functions, one invocation each unless said otherwise. */
export function invocationFaults() {
  const armed = new Set<Fault>();
  const arm = (fault: Fault) => {
    armed.add(fault);
    return () => void armed.delete(fault);
  };

  const hook: InvocationHook = (attempt, run) => {
    const payload = JSON.parse(attempt.payload);
    const fault = [...armed].find((one) => one.functionName === attempt.functionName && one.matches(payload));
    if (fault === undefined) return run();
    if (fault.once) armed.delete(fault);
    return fault.act(run);
  };

  return {
    hook,
    /** Takes every invocation as done without running it, until the function that it gives is called. */
    lose: (functionName: string, matches: Matches = () => true) =>
      arm({
        functionName,
        matches,
        once: false,
        act: async () => ({ payload: '{"batchItemFailures":[]}' }),
      }),
    /** Lets every invocation die, until the function that it gives is called. */
    fail: (functionName: string) => arm({ functionName, matches: () => true, once: false, act: async () => died }),
    dieBefore: (functionName: string, matches: Matches) =>
      arm({ functionName, matches, once: true, act: async () => died }),
    /** Fails for good, before anything of it is done. */
    refuse: (functionName: string, matches: Matches) =>
      arm({ functionName, matches, once: true, act: async () => refused }),
    /** Answers so, without running: as one of a newer version does, perhaps. */
    answer: (functionName: string, matches: Matches, payload: object) =>
      arm({ functionName, matches, once: true, act: async () => ({ payload: JSON.stringify(payload) }) }),
    /** All of the function's effects happen, but for its answer. */
    dieAfter: (functionName: string, matches: Matches) =>
      arm({
        functionName,
        matches,
        once: true,
        act: async (run) => {
          await run();
          return died;
        },
      }),
    /** Does something else just before the function runs. Gives what it came to. */
    meanwhile: <T>(functionName: string, matches: Matches, deed: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        arm({
          functionName,
          matches,
          once: true,
          act: async (run) => {
            await deed().then(resolve, reject);
            return run();
          },
        });
      }),
  };
}
