import { Marked, type Tokens } from 'marked';

/**
 * An agreement's text as HTML. Variables are filled in before, so a patient's name is part of the Markdown: nothing in it
 * may become markup of a page. HTML is therefore not recognised at all (it stays text and is escaped), bare addresses do not
 * become links, pictures become their words, and headings are shifted below the page's own h1.
 */
export function agreementHtml(markdown: string): string {
  return parser.parse(markdown, { async: false });
}

const safeHref = /^(https?:\/\/|mailto:|tel:)/i;

const parser = new Marked({
  gfm: true,
  tokenizer: {
    // Nothing matches, so `<` is a character like any other.
    html: () => undefined,
    tag: () => undefined,
    url: () => undefined,
  },
  renderer: {
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(depth + 1, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link({ href, tokens }: Tokens.Link) {
      const text = this.parser.parseInline(tokens);
      return safeHref.test(href) ? `<a href="${escapeAttribute(href)}">${text}</a>` : text;
    },
    image({ text }: Tokens.Image) {
      return escapeAttribute(text);
    },
  },
});

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
