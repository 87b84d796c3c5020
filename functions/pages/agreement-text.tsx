/** The agreement within a page. Its HTML is made by markdown.ts, which lets no markup of a name through. */
export function AgreementText({ html }: { html: string }) {
  return <div class="agreement" dangerouslySetInnerHTML={{ __html: html }} />;
}
