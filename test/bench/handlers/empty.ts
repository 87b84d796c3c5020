/** What every function begins with: a handler that does nothing. */
export const handler = async () => ({ statusCode: 200 });
