import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import {
  assetFor,
  drawnSignatureScript,
  practiceStylesheet,
  samplePdf,
  stylesheet,
} from '../../../functions/pages/assets.ts';

describe('the stylesheet', () => {
  test('has a name that changes with its content, and is small', () => {
    expect(stylesheet.path).toMatch(/^\/assets\/perennial\.[0-9a-f]{10}\.css$/);
    expect(gzipSync(stylesheet.body).length).toBeLessThan(4000);
  });

  test('asks nobody else for anything', () => {
    expect(stylesheet.body).not.toMatch(/url\(|@import|http/);
  });

  test('leaves whole rules behind when it is squeezed', () => {
    expect(stylesheet.body.match(/\{/g)).toHaveLength(stylesheet.body.match(/\}/g)?.length ?? 0);
    expect(stylesheet.body).not.toContain('/*');
    expect(stylesheet.body).toContain('@media print{');
    expect(stylesheet.body).toContain('.errors h2{');
  });
});

describe('the script of the sign screen', () => {
  test('has a name that changes with its content, is small, and keeps the notice of its licence', () => {
    expect(drawnSignatureScript.path).toMatch(/^\/assets\/drawn-signature\.[0-9a-f]{10}\.js$/);
    expect(gzipSync(drawnSignatureScript.body).length).toBeLessThan(6000);
    expect(drawnSignatureScript.body).toContain('Released under the MIT license');
  });

  test('asks nobody for anything, and evaluates no text', () => {
    expect(drawnSignatureScript.body).not.toMatch(/fetch\(|XMLHttpRequest|sendBeacon|eval\(|new Function|innerHTML/);
  });
});

describe('the practice’s colour', () => {
  test('is a stylesheet of its own with a deeper and a paler shade', () => {
    const asset = practiceStylesheet('#1F5F8B');
    expect(asset.path).toBe('/assets/practice-1f5f8b.css');
    expect(asset.body).toBe(':root{--brand:#1f5f8b;--deep:#174768;--tint:#eff4f7}');
  });

  test('falls back where the setting is no colour', () => {
    expect(practiceStylesheet('red;}').path).toBe('/assets/practice-1f5f8b.css');
  });
});

describe('assets by path', () => {
  test('are found by the names that pages use', () => {
    for (const asset of [stylesheet, drawnSignatureScript, samplePdf, practiceStylesheet('#336699')]) {
      expect(assetFor(asset.path)).toEqual(asset);
    }
  });

  test.each(['/assets/perennial.0000000000.css', '/assets/practice-zzz.css', '/assets/../x', '/'])(
    'refuses %s',
    (path) => {
      expect(assetFor(path)).toBeUndefined();
    },
  );
});

describe('the sample PDF', () => {
  const pdf = samplePdf.body;

  test('is ASCII, so that an offset counts characters and bytes alike', () => {
    expect(Buffer.byteLength(pdf)).toBe(pdf.length);
    expect(pdf).toMatch(/^%PDF-1\.7\n/);
    expect(pdf).toMatch(/%%EOF\n$/);
  });

  test('has a cross-reference table that leads to each object', () => {
    const start = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 5)).toBe('xref\n');
    const rows = pdf.slice(start).match(/^\d{10} 00000 n $/gm) ?? [];
    expect(rows.length).toBeGreaterThan(5);
    rows.forEach((row, index) => {
      expect(pdf.slice(Number(row.slice(0, 10)))).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
    });
    expect(pdf).toContain(`/Size ${rows.length + 1} `);
  });

  test('states the true length of its stream', () => {
    const [, length, stream] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(pdf) ?? [];
    expect(Number(length)).toBe(stream?.length);
  });

  test('says what it is for and is tagged', () => {
    expect(pdf).toContain('(This is a sample document.)');
    expect(pdf).toContain('(If you can read this, your device can open the agreement.)');
    expect(pdf).toContain('/StructTreeRoot');
  });
});
