import { nameFont, nameSize } from './draw-name.ts';
import { nameStart } from './name-start.ts';

interface MarkedNode {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly name: string;
  /** What lies further right is not seen. */
  readonly edge: number;
}

/** A ring around a node with its name, above the drawing. */
export interface NodeMark {
  readonly show: (node: MarkedNode) => void;
  readonly hide: () => void;
}

const around = 3;
const inset = 5;

/** It is an element, so that it is there at once, whatever the drawing still waits for. */
export function nodeMark(stage: HTMLElement, look: 'quiet' | 'strong'): NodeMark {
  const ring = document.createElement('div');
  const name = document.createElement('div');
  const colour = look === 'strong' ? 'border-accent' : 'border-ink-faint';
  ring.className = `rounded-full border-2 ${colour}`;
  name.className = `rounded-small border bg-surface text-ink ${colour}`;
  name.style.cssText = `font:${nameSize}px/16px ${nameFont};padding:0 ${inset - 1}px;white-space:nowrap`;
  for (const each of [ring, name]) {
    Object.assign(each.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none' });
    each.ariaHidden = 'true';
    each.dataset.mark = look;
    each.hidden = true;
    stage.append(each);
  }
  const width = textWidth();
  return {
    show: ({ x, y, radius, name: text, edge }) => {
      const size = radius + around;
      const left = nameStart({ x, size, width: width(text) + 2 * inset, edge });
      name.textContent = text;
      ring.style.width = `${2 * size}px`;
      ring.style.height = `${2 * size}px`;
      ring.style.transform = `translate(${x - size}px, ${y - size}px)`;
      name.style.transform = `translate(${left}px, ${y - 9}px)`;
      ring.hidden = false;
      name.hidden = false;
    },
    hide: () => {
      ring.hidden = true;
      name.hidden = true;
    },
  };
}

/** Measures without a layout of the page. */
function textWidth(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = `${nameSize}px ${nameFont}`;
  return (text) => context?.measureText(text).width ?? 0;
}
