import { drawGraph } from '../src/features/graph/draw-graph.ts';

/** The frames that were drawn in a span, and the longest time between two, in milliseconds. */
export interface FrameCount {
  readonly frames: number;
  readonly milliseconds: number;
  readonly longest: number;
}

declare global {
  interface Window {
    drawRandom: (nodes: number, edges: number) => Promise<void>;
    countFrames: (milliseconds: number) => Promise<FrameCount>;
  }
}

window.drawRandom = async (nodeCount, edgeCount) => {
  const container = document.getElementById('canvas');
  if (container === null) throw new Error('The page has no canvas.');
  const drawing = drawGraph({
    container,
    ink: { edge: '#c8c6c0', faded: '#eeeeee', lit: '#3b4cca', text: '#222222', ground: '#ffffff' },
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
  drawing.show(nodes, edges);
  await frame();
  await frame();
};

window.countFrames = async (milliseconds) => {
  const start = await frame();
  let last = start;
  let frames = 0;
  let longest = 0;
  while (last - start < milliseconds) {
    const now = await frame();
    longest = Math.max(longest, now - last);
    frames += 1;
    last = now;
  }
  return { frames, milliseconds: last - start, longest };
};

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
