import '../src/app.css';
import { drawGraph } from '../src/features/graph/draw-graph.ts';
import { noLight } from '../src/features/graph/drawing.ts';

/** What was seen in a span; times in milliseconds. */
export interface FrameCount {
  readonly milliseconds: number;
  readonly frames: number;
  /** Frames in which the picture stood elsewhere than in the one before. */
  readonly moved: number;
  /** The longest time between two frames. */
  readonly longest: number;
}

declare global {
  interface Window {
    /** Draws a random graph, and tells how long the page was busy with it and when it was to be seen. */
    drawRandom: (
      nodes: number,
      edges: number,
    ) => Promise<{ readonly busy: number; readonly seen: number }>;
    countFrames: (milliseconds: number) => Promise<FrameCount>;
    /** The same of a canvas with nothing on it that is moved in each frame: what the machine has to give. */
    countBlankFrames: (milliseconds: number) => Promise<FrameCount>;
    /** How long it takes until the picture is drawn for the view that it is seen from. */
    untilStill: () => Promise<number>;
  }
}

const container = document.getElementById('canvas');
if (container === null) throw new Error('The page has no canvas.');

window.drawRandom = async (nodeCount, edgeCount) => {
  const ink = {
    edge: '#c8c6c0',
    faded: '#eeeeee',
    lit: '#3b4cca',
    text: '#222222',
    ground: '#ffffff',
  };
  const drawing = drawGraph({
    container,
    ink,
    still: true,
    onSelect: () => {},
    onExpand: () => {},
  });
  // A linear congruential generator: the same graph in every run.
  let seed = 42;
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
  const nodes = Array.from({ length: nodeCount }, (_, index) => ({
    id: `n${index}`,
    label: `symbol${index}`,
    x: random() * 1000,
    y: random() * 1000,
    size: 3 + random() * 4,
    colour: '#3b4cca',
  }));
  const edges = Array.from({ length: edgeCount }, (_, index) => ({
    id: `e${index}`,
    from: `n${Math.floor(random() * nodeCount)}`,
    to: `n${Math.floor(random() * nodeCount)}`,
  }));
  await frame();
  const began = performance.now();
  drawing.show({ nodes, edges, ink, light: noLight, spacing: 18, home: null, anchor: null });
  const busy = performance.now() - began;
  await window.untilStill();
  return { busy, seen: performance.now() - began };
};

window.untilStill = async () => {
  const began = await frame();
  let now = began;
  while (container.dataset.picture !== 'still') now = await frame();
  return now - began;
};

window.countFrames = async (milliseconds) => {
  const picture = container.querySelectorAll('canvas')[1];
  if (picture === undefined) throw new Error('Nothing is drawn.');
  const start = await frame();
  const count = { milliseconds: 0, frames: 0, moved: 0, longest: 0 };
  let last = start;
  let stood = picture.style.transform;
  while (last - start < milliseconds) {
    const now = await frame();
    count.longest = Math.max(count.longest, now - last);
    count.frames += 1;
    if (picture.style.transform !== stood) count.moved += 1;
    stood = picture.style.transform;
    last = now;
  }
  return { ...count, milliseconds: last - start };
};

window.countBlankFrames = async (milliseconds) => {
  const canvas = document.createElement('canvas');
  canvas.width = container.clientWidth;
  canvas.height = container.clientHeight;
  canvas.getContext('2d')?.fillRect(40, 40, 80, 80);
  canvas.style.cssText = 'position:absolute;left:0;top:0;will-change:transform';
  document.body.append(canvas);
  const start = await frame();
  let last = start;
  let frames = 0;
  let longest = 0;
  while (last - start < milliseconds) {
    canvas.style.transform = `translate(${frames % 200}px, 0)`;
    const now = await frame();
    longest = Math.max(longest, now - last);
    frames += 1;
    last = now;
  }
  canvas.remove();
  return { milliseconds: last - start, frames, moved: frames, longest };
};

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
