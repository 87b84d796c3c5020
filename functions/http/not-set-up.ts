import { type Answer, page } from './answer.ts';

/** Before `npm run practice -- FILE` there is no practice to show: said to whoever deploys it. */
export function notSetUp(): Answer {
  const text =
    'This practice has not been set up yet. Whoever deployed it: run "npm run practice -- FILE" (docs/deploying.md).';
  return page(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not set up yet</title></head><body><main><h1>Not set up yet</h1><p>${text}</p></main></body></html>`,
    503,
  );
}
