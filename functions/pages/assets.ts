import { createHash } from 'node:crypto';
import { samplePdfText } from './sample-pdf.ts';
import drawnSignature from './scripts/drawn-signature.ts?script';
import { css } from './styles/css.ts';

/** A file that pages link to. All are text: the sample PDF, too, is plain ASCII. */
export interface Asset {
  path: string;
  contentType: string;
  body: string;
  /** The name changes with the content, so a browser may keep it for ever. */
  isImmutable: boolean;
}

export const stylesheet: Asset = {
  path: `/assets/perennial.${hashOf(css)}.css`,
  contentType: 'text/css; charset=utf-8',
  body: css,
  isImmutable: true,
};

/** Of the sign screen alone. */
export const drawnSignatureScript: Asset = {
  path: `/assets/drawn-signature.${hashOf(drawnSignature)}.js`,
  contentType: 'text/javascript; charset=utf-8',
  body: drawnSignature,
  isImmutable: true,
};

export const samplePdf: Asset = {
  path: '/assets/sample.pdf',
  contentType: 'application/pdf',
  body: samplePdfText,
  isImmutable: false,
};

const defaultColour = '1f5f8b';

/** The practice's colour as a stylesheet of its own: the content policy allows no style within a page. */
export function practiceStylesheet(colour: string): Asset {
  const hex = /^#?([0-9a-f]{6})$/i.exec(colour)?.[1]?.toLowerCase() ?? defaultColour;
  return {
    path: `/assets/practice-${hex}.css`,
    contentType: 'text/css; charset=utf-8',
    body: `:root{--brand:#${hex};--deep:${mix(hex, 0, 0.25)};--tint:${mix(hex, 255, 0.93)}}`,
    isImmutable: true,
  };
}

/** Answers GET /assets/{file}. */
export function assetFor(path: string): Asset | undefined {
  if (path === stylesheet.path) return stylesheet;
  if (path === drawnSignatureScript.path) return drawnSignatureScript;
  if (path === samplePdf.path) return samplePdf;
  const hex = /^\/assets\/practice-([0-9a-f]{6})\.css$/.exec(path)?.[1];
  return hex === undefined ? undefined : practiceStylesheet(hex);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** Toward black (0) or white (255). Here and not by color-mix(), which older phones do not know. */
function mix(hex: string, toward: number, share: number): string {
  const channels = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const mixed = channels.map((channel) => Math.round(channel * (1 - share) + toward * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
