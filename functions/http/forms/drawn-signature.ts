import { type DrawingProblem, drawingPath } from '../../domain/signing/drawing.ts';
import type { FieldValues } from '../../pages/form-state.ts';
import type { FieldChecks } from './checks.ts';

const problemWords: Record<DrawingProblem, string> = {
  too_little: 'Please draw your signature in the box, or choose your name as you typed it.',
  unreadable:
    'The drawing did not arrive as it should. Please clear the box and draw again, or choose your typed name.',
};

/** The drawn signature as an SVG path, where drawing was chosen; what is wrong with it is said beside the choice. */
export function drawnSignature(form: FieldValues, checks: FieldChecks): string | undefined {
  if (form.signing !== 'drawn') return undefined;
  const drawn = drawingPath(form.drawing ?? '');
  if ('path' in drawn) return drawn.path;
  checks.say('signing', problemWords[drawn.problem]);
  return undefined;
}
