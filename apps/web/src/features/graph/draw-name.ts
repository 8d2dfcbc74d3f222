import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import { type NameBox, nameStart, overlaps } from './name-start.ts';

export const nameFont = 'ui-monospace, "DejaVu Sans Mono", monospace';
export const nameSize = 11;
const lineHeight = 13;

interface NameStyle {
  readonly text: string;
  readonly ground: string;
  /** What lies further right is not seen. */
  readonly edge: number;
  readonly taken: NameBox[];
}

type Named = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

/**
 * Writes a name right of its node, or left of it where it would be cut, on a rim that keeps edges off;
 * not where it would lie on one of `taken`, which it is added to.
 */
export function drawName(
  context: CanvasRenderingContext2D,
  { x, y, size, label }: Named,
  { text, ground, edge, taken }: NameStyle,
): void {
  if (label === null || label === undefined || label === '') return;
  context.font = `${nameSize}px ${nameFont}`;
  const { width } = context.measureText(label);
  const left = nameStart({ x, size, edge, width });
  const box = { left, right: left + width, top: y - lineHeight / 2, bottom: y + lineHeight / 2 };
  if (taken.some((other) => overlaps(box, other))) return;
  taken.push(box);
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = ground;
  context.strokeText(label, left, y + nameSize / 3);
  context.fillStyle = text;
  context.fillText(label, left, y + nameSize / 3);
}
