import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import { nameStart } from './name-start.ts';

export const nameFont = 'ui-monospace, "DejaVu Sans Mono", monospace';
export const nameSize = 11;

interface NameStyle {
  readonly text: string;
  readonly ground: string;
  /** What lies further right is not seen. */
  readonly edge: number;
}

type Named = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

/** Writes a name right of its node, or left of it where it would be cut, on a rim that keeps edges off. */
export function drawName(
  context: CanvasRenderingContext2D,
  { x, y, size, label }: Named,
  { text, ground, edge }: NameStyle,
): void {
  if (label === null || label === undefined || label === '') return;
  context.font = `${nameSize}px ${nameFont}`;
  const left = nameStart({ x, size, edge, width: context.measureText(label).width });
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = ground;
  context.strokeText(label, left, y + nameSize / 3);
  context.fillStyle = text;
  context.fillText(label, left, y + nameSize / 3);
}
