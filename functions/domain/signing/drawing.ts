/** The box in which a signature is drawn, in units of its own: a screen of any size draws into the same. */
export const pad = { width: 1200, height: 480 };

/** A drawing as it is sent: `x,y,x,y;x,y,x,y`, a stroke between semicolons, in whole units of the pad. */
export const drawingLimits = { characters: 10_000, points: 1000 };

/** Less ink than this, in units of the pad, is a slip of the finger. */
const leastInk = 120;

export type DrawingProblem = 'unreadable' | 'too_little';

type Point = readonly [x: number, y: number];

/**
 * The path of a drawn signature, as the `d` of an SVG path of at most 20 KB, or why there is none. Nothing that was sent
 * is part of it but numbers within the pad.
 */
export function drawingPath(sent: string): { path: string } | { problem: DrawingProblem } {
  if (sent.length > drawingLimits.characters) return { problem: 'unreadable' };
  if (sent === '') return { problem: 'too_little' };
  const strokes = sent.split(';').map(readStroke);
  if (!strokes.every((stroke) => stroke !== undefined)) return { problem: 'unreadable' };
  if (strokes.reduce((sum, { length }) => sum + length, 0) > drawingLimits.points) return { problem: 'unreadable' };
  if (strokes.reduce((sum, stroke) => sum + inkOf(stroke), 0) < leastInk) return { problem: 'too_little' };
  return { path: strokes.map(pathOf).join('') };
}

function readStroke(sent: string): Point[] | undefined {
  const numbers = sent.split(',').map((digits) => (/^\d{1,4}$/.test(digits) ? Number(digits) : Number.NaN));
  const points: Point[] = [];
  for (let at = 0; at < numbers.length; at += 2) {
    const [x = Number.NaN, y = Number.NaN] = numbers.slice(at, at + 2);
    // Also false where either is no number.
    if (!(x <= pad.width && y <= pad.height)) return undefined;
    points.push([x, y]);
  }
  return points;
}

function inkOf(stroke: Point[]): number {
  return stroke.slice(1).reduce((sum, [x, y], index) => {
    const [fromX, fromY] = stroke[index] ?? [x, y];
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
}

/** Curves through the middles between the points, so that a fast hand leaves no corners. */
function pathOf(stroke: Point[]): string {
  const [first, ...rest] = stroke;
  if (first === undefined) return '';
  const start = `M${first.join(' ')}`;
  const last = rest.at(-1);
  // A line without length: with round ends it is a dot.
  if (last === undefined) return `${start}h0`;
  const curves = rest.slice(0, -1).map(([x, y], index) => {
    const [nextX, nextY] = rest[index + 1] ?? last;
    return `Q${x} ${y} ${Math.round((x + nextX) / 2)} ${Math.round((y + nextY) / 2)}`;
  });
  return `${start}${curves.join('')}L${last.join(' ')}`;
}
