import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawingLimits, drawingPath, pad } from '../../../../functions/domain/signing/drawing.ts';
import { runs } from '../../../support/property-runs.ts';

const strokeOf = (points: number) => Array.from({ length: points }, (_, at) => `${(at * 7) % 1200},${at % 480}`).join();

describe('a drawing', () => {
  test('becomes a path of curves, with a dot for a stroke of one point', () => {
    expect(drawingPath('0,0,100,40,200,0,300,80;640,9')).toEqual({
      path: 'M0 0Q100 40 150 20Q200 0 250 40L300 80M640 9h0',
    });
  });

  test('of two straight lines is a signature, too', () => {
    expect(drawingPath('100,100,200,200;100,200,200,100')).toEqual({ path: 'M100 100L200 200M100 200L200 100' });
  });

  test.each([
    ['nothing', ''],
    ['a dot', '600,240'],
    ['many dots', '1,1;2,2;3,3;600,240;1199,479'],
    ['a slip of the finger', '600,240,660,240'],
    ['a stroke on one spot', Array(50).fill('600,240').join()],
  ])('refuses %s as too little', (_, sent) => {
    expect(drawingPath(sent)).toEqual({ problem: 'too_little' });
  });

  test.each([
    ['words', 'Paula Example'],
    ['markup', '<path d="M0 0"/>'],
    ['a path', 'M0 0L1200 480'],
    ['half a point', '0,0,1200'],
    ['a point right of the pad', `0,0,${pad.width + 1},0`],
    ['a point below the pad', `0,0,0,${pad.height + 1}`],
    ['a negative number', '0,0,-200,0'],
    ['a fraction', '0,0,200.5,0'],
    ['an exponent', '0,0,1e3,0'],
    ['a hexadecimal number', '0,0,0x10,0'],
    ['other digits', '0,0,٣٠٠,0'],
    ['spaces', '0,0, 200,0'],
    ['lines', '0,0,200,0\n0,0,200,0'],
    ['an empty stroke', '0,0,200,0;'],
    ['JSON', '[[0,0,200,0]]'],
    ['more points than there may be', strokeOf(drawingLimits.points + 1)],
    ['more characters than there may be', '0,0,200,0'.padEnd(drawingLimits.characters + 1, ',0,0')],
  ])('refuses %s as unreadable', (_, sent) => {
    expect(drawingPath(sent)).toEqual({ problem: 'unreadable' });
  });

  test('of the most points fits into what may be sent, and its path into 20 KB', () => {
    const sent = Array(drawingLimits.points)
      .fill(0)
      .map((_, at) => (at % 2 ? '1200,480' : '1100,380'))
      .join();
    expect(sent.length).toBeLessThanOrEqual(drawingLimits.characters);
    const drawn = drawingPath(sent);
    expect('path' in drawn && drawn.path.length).toBeGreaterThan(10_000);
    expect('path' in drawn && drawn.path.length).toBeLessThan(20_000);
  });
});

describe('whatever is sent', () => {
  const piece = fc.oneof(
    fc.nat(1300).map(String),
    fc.constantFrom(',', ';', ',,', '-1', '1e9', 'NaN', 'M', '"', '<', '>', '&', '\u0000', ' '),
    fc.string(),
  );

  test('never comes out as anything but a path of whole numbers within the pad', () => {
    const sent = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(',')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(sent, (text) => {
        const drawn = drawingPath(text);
        if ('path' in drawn) expect(drawn.path).toMatch(pathPattern);
      }),
      { numRuns: runs(3000) },
    );
  });

  test('of real strokes comes out with the ends of each', () => {
    const point = fc.tuple(fc.nat(pad.width), fc.nat(pad.height));
    const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(strokes, (drawn) => {
        const answer = drawingPath(drawn.map((stroke) => stroke.join()).join(';'));
        const ink = drawn.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
        if ('problem' in answer) {
          expect([answer.problem, ink < 120]).toEqual(['too_little', true]);
          return;
        }
        expect(answer.path).toMatch(pathPattern);
        expect(answer.path.match(/M\d+ \d+/g)).toEqual(drawn.map(([first]) => `M${first?.join(' ')}`));
        for (const [, x, y] of answer.path.matchAll(/(\d+) (\d+)/g)) {
          expect(Number(x) <= pad.width && Number(y) <= pad.height).toBe(true);
        }
      }),
      { numRuns: runs() },
    );
  });
});

const pathPattern = /^(M\d{1,4} \d{1,4}(h0|(Q\d{1,4} \d{1,4} \d{1,4} \d{1,4})*L\d{1,4} \d{1,4}))+$/;

function lengthOf(stroke: [number, number][]): number {
  return stroke.slice(1).reduce((sum, [x, y], at) => {
    const [fromX, fromY] = stroke[at] ?? [x, y];
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
}
