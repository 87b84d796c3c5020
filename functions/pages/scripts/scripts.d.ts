/** A script for the browser, built and as text: infra/page-script.ts. */
declare module '*?script' {
  const text: string;
  export default text;
}
