import { describe, expect, test } from '@jest/globals';
import { drawnSignatureScript } from '../../../functions/pages/assets.ts';
import { exampleDeskPages } from './example-desk-pages.ts';
import { practice } from './example-facts.ts';
import { examplePages } from './example-pages.ts';

const pages = Object.entries(examplePages());

const drawingScript = `<script src="${drawnSignatureScript.path}" defer></script>`;

describe.each(pages)('the page "%s"', (name, html) => {
  test('is a whole document with language, title, one h1 and one main', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toMatch(/<title>[^<]+ – Juniper Lane Medicine<\/title>/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html.match(/<main[ >]/g)).toHaveLength(1);
  });

  test('shows the practice, its address and its phone number to call', () => {
    expect(html).toContain('href="tel:+15550100142"');
    for (const words of [practice.name, practice.phone, ...practice.address]) expect(html).toContain(words);
  });

  test('holds no script within, no inline style and no address of a third party', () => {
    expect(html.replace(drawingScript, '')).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i);
    expect(html.includes(drawingScript)).toBe(name.startsWith('sign') && !name.startsWith('signing'));
    const addresses = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address ?? '');
    const elsewhere = addresses.filter((address) => !/^(\/|#|tel:|data:,)/.test(address));
    // The example's agreement holds one link of the practice itself.
    expect(elsewhere.filter((address) => address !== 'https://juniper.example/fees')).toEqual([]);
  });

  test('has a label for every field, and every id but once', () => {
    const fields = [...html.matchAll(/<(?:input|select|textarea)[^>]*>/g)].map(([tag]) => tag);
    for (const field of fields.filter((tag) => !tag.includes('type="hidden"'))) {
      const id = / id="([^"]+)"/.exec(field)?.[1];
      expect(html).toContain(`<label for="${id}"`);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('refers only to ids that are there', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const named = [...html.matchAll(/ aria-(?:describedby|labelledby)="([^"]+)"/g)].flatMap(([, list]) =>
      (list ?? '').split(' '),
    );
    const anchors = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    for (const id of [...named, ...anchors]) expect(ids).toContain(id);
  });

  test('posts its forms, with one button each', () => {
    const forms = html.match(/<form[^>]*>/g) ?? [];
    // The first question holds nothing personal and may stand in the address.
    for (const form of forms) expect(form).toMatch(/method="(post" action="\/[a-z]|get" action="\/apply")/);
    expect(html.match(/<button type="submit"/g) ?? []).toHaveLength(forms.length);
    // One primary act; a second is its quiet opposite.
    expect(html.match(/<button type="submit">/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(forms.length).toBeLessThanOrEqual(2);
  });
});

describe('what people type', () => {
  const hostile = [
    ['markup', '<script>alert(1)</script>'],
    ['an apostrophe', "D'Arcy"],
    ['quotes', '"><img src=x onerror=alert(1)>'],
    ['an emoji', '😀'],
    ['300 characters', 'ß'.repeat(300)],
  ] as const;

  test.each(hostile)('comes out escaped: %s', (_kind, name) => {
    const all = { ...examplePages(name, 'Alvarado'), ...exampleDeskPages(name, 'Alvarado') };
    for (const html of Object.values(all)) {
      expect(html.replace(drawingScript, '')).not.toMatch(/<(script|img)/i);
      for (const tag of tagsWithoutValues(html)) expect(tag).not.toMatch(/\son/i);
    }
    const { sign = '' } = examplePages(name, 'Alvarado');
    expect(sign).toContain(`${escaped(name)} Alvarado`);
  });

  test('comes back in the form, escaped, when something must be mended', () => {
    const html = examplePages('"><b>', 'Alvarado')['apply-errors'] ?? '';
    expect(html).toMatch(/name="firstName"[^>]* value="&quot;>&lt;b>"/);
    expect(html).toContain('value="Alvarado"');
    expect(html).toMatch(/<option value="OH" selected>/);
  });
});

/** The tags of a page as a browser sees them, without what stands between quotes. */
function tagsWithoutValues(html: string): string[] {
  return (html.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []).map((tag) => tag.replace(/"[^"]*"/g, ''));
}

function escaped(name: string): string {
  return name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
