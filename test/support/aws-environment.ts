/** What an SDK client finds in the environment: credentials of nobody, and endpoints on this machine only. */
export function useAws(endpoints: Record<string, string>): void {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // A service without an endpoint of its own must not be called at all: nothing listens there.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    ...endpoints,
  });
}
