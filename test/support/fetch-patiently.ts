const mostTries = 200;

/** As a person does whose page does not come, or tells of an error: once more, for a minute. */
export function patiently(fetchOnce: typeof fetch): typeof fetch {
  return async (url, init) => {
    for (let tries = 1; ; tries += 1) {
      const response = await fetchOnce(url, init).catch((error: unknown) => {
        if (tries >= mostTries) throw error;
      });
      if (response !== undefined && (response.status < 500 || tries >= mostTries)) return response;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };
}
