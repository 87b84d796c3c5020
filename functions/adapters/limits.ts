/**
 * How long a call to AWS may take. Without `throwOnRequestTimeout` the client only logs that a request is late and waits on.
 * Three attempts of three seconds fit into the shortest function's time (15 s, the patients' pages).
 */
export const callLimits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

/**
 * For every `middy(…)`: it would throw an error of its own just before the function's time is over. Lambda's own
 * `Sandbox.Timedout` is what the machines retry.
 */
export const noEarlyTimeout = { timeoutEarlyInMillis: 0 };
