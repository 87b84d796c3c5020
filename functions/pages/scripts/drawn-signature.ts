/// <reference lib="dom" />
import SignaturePad, { type PointGroup } from 'signature_pad';
import { drawingLimits, pad as units } from '../../domain/signing/drawing.ts';

// Lets a signature be drawn where the sign screen has the choice (signature-field.tsx). Without it, names are typed.

type Point = [x: number, y: number];

const field = document.querySelector<HTMLFieldSetElement>('[data-signing]');
const canvas = field?.querySelector('canvas');
const box = field?.querySelector<HTMLElement>('.pad');
const sent = field?.querySelector<HTMLInputElement>('input[name=drawing]');
const status = field?.querySelector<HTMLElement>('[role=status]');
const clear = field?.querySelector('button');
if (field && canvas && box && sent && status && clear) offerDrawing(field, canvas, box, sent, status, clear);

function offerDrawing(
  field: HTMLFieldSetElement,
  canvas: HTMLCanvasElement,
  box: HTMLElement,
  sent: HTMLInputElement,
  status: HTMLElement,
  clear: HTMLButtonElement,
): void {
  const ink = getComputedStyle(canvas).color;
  const pad = new SignaturePad(canvas, { penColor: ink });
  const choices = [...field.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  let width = 0;

  /** As many dots as the screen has, and what was drawn so far in its new size. */
  const resize = () => {
    if (canvas.clientWidth === 0 || canvas.clientWidth === width) return;
    width = canvas.clientWidth;
    const ratio = Math.max(1, window.devicePixelRatio);
    canvas.width = width * ratio;
    canvas.height = canvas.clientHeight * ratio;
    canvas.getContext('2d')?.scale(ratio, ratio);
    pad.fromData(groupsOf(sent.value, width / units.width));
  };
  const show = () => {
    box.hidden = !choices.some(({ checked, value }) => checked && value === 'drawn');
    resize();
  };

  pad.addEventListener('endStroke', () => {
    sent.value = toSend(pad.toData(), units.width / width);
    status.textContent = 'Your signature is in the box.';
  });
  clear.addEventListener('click', () => {
    pad.clear();
    sent.value = '';
    status.textContent = 'The box is empty.';
  });
  field.addEventListener('change', show);
  window.addEventListener('resize', resize);

  if (!choices.some(({ checked }) => checked)) for (const choice of choices) choice.checked = choice.value === 'typed';
  field.hidden = false;
  field.disabled = false;
  show();
}

/** What the pad holds, in whole units; of a drawing that is too long, every second point until it is not. */
function toSend(groups: PointGroup[], scale: number): string {
  let strokes = groups.map(({ points }) =>
    points.map(({ x, y }): Point => [within(x * scale, units.width), within(y * scale, units.height)]),
  );
  while (strokes.reduce((sum, { length }) => sum + length, 0) > drawingLimits.points) {
    const thinner = strokes.map((stroke) => stroke.filter((_, at) => at % 2 === 0 || at === stroke.length - 1));
    // Nothing but dots can't become fewer: the last are left out.
    const isThinner = thinner.some(({ length }, at) => length < (strokes[at]?.length ?? 0));
    strokes = isThinner ? thinner : strokes.slice(0, drawingLimits.points / 2);
  }
  return strokes.map((stroke) => stroke.join(',')).join(';');
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)));
}

/** What was sent and came back, for the pad to draw again. */
function groupsOf(drawing: string, scale: number): PointGroup[] {
  if (!/^\d+,\d+(,\d+,\d+|;\d+,\d+)*$/.test(drawing)) return [];
  return drawing.split(';').map((stroke) => {
    const numbers = stroke.split(',').map((digits) => Number(digits) * scale);
    const points = numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []));
    return { points: points.map((point) => ({ ...point, pressure: 0.5, time: 0 })) } as PointGroup;
  });
}
