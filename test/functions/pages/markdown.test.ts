import { describe, expect, test } from '@jest/globals';
import { agreementHtml } from '../../../functions/pages/markdown.ts';

describe('an agreement’s text', () => {
  test('becomes headings below the page’s own, lists and tables', () => {
    const html = agreementHtml('# Agreement\n\n###### Small\n\n- one\n\n| a |\n| --- |\n| b |\n');
    expect(html).toContain('<h2>Agreement</h2>');
    expect(html).toContain('<h6>Small</h6>');
    expect(html).toContain('<li>one</li>');
    expect(html).toContain('<td>b</td>');
  });

  test.each([
    ['inline markup', 'Between us and Rosa <b onclick="x()">A</b>.'],
    ['a block', '<div>\n<script>alert(1)</script>\n</div>'],
    ['a comment', '<!-- x -->'],
    ['a picture', '<img src=x onerror=alert(1)>'],
  ])('shows HTML as the characters that it is: %s', (_kind, text) => {
    const html = agreementHtml(text);
    expect(html).not.toMatch(/<(b|div|script|img|!--)/);
    expect(html).toContain('&lt;');
  });

  test('goes on as Markdown after a line that looks like HTML', () => {
    expect(agreementHtml('<div>\n**bold**')).toContain('<strong>bold</strong>');
  });

  test.each(['https://a.example/', 'http://a.example/', 'mailto:a@a.example', 'tel:+15550100142'])(
    'links %s',
    (href) => {
      expect(agreementHtml(`[words](${href})`)).toContain(`<a href="${href}">words</a>`);
    },
  );

  test.each(['javascript:alert(1)', 'data:text/html,x', '//a.example', '/sign/x', 'vbscript:x'])(
    'refuses to link %s and keeps the words',
    (href) => {
      const html = agreementHtml(`[words](${href})`);
      expect(html).not.toContain('<a');
      expect(html).toContain('words');
    },
  );

  test('makes no link of a bare address, which may be a name', () => {
    expect(agreementHtml('Between us and www.a.example and https://a.example')).not.toContain('<a');
  });

  test('shows a picture’s words, escaped, and loads nothing', () => {
    const html = agreementHtml('![our "house" & garden](https://a.example/x.png)');
    expect(html).not.toContain('<img');
    expect(html).toContain('our &quot;house&quot; &amp; garden');
  });

  test('escapes quotes in a link', () => {
    expect(agreementHtml('[x](<https://a.example/"onmouseover=alert(1)>)')).not.toContain('"onmouseover');
  });
});
