import { drawGraph } from '../src/features/graph/draw-graph.ts';

/** What a run of the page tells: the frames that were drawn while the view was panned. */
export interface PanResult {
  readonly nodes: number;
  readonly edges: number;
  readonly frames: number;
  readonly milliseconds: number;
  /** Longest time between two frames, in milliseconds. */
  readonly longest: number;
}

declare global {
  interface Window {
    panGraph: (nodes: number, edges: number, milliseconds: number) => Promise<PanResult>;
  }
}

window.panGraph = async (nodeCount, edgeCount, milliseconds) => {
  const container = document.getElementById('canvas');
  if (container === null) throw new Error('The page has no canvas.');
  container.replaceChildren();
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
  const start = performance.now();
  let last = start;
  let frames = 0;
  let longest = 0;
  while (last - start < milliseconds) {
    const angle = ((last - start) / 1000) * Math.PI;
    drawing.pan(Math.cos(angle) * 0.004, Math.sin(angle) * 0.004);
    const now = await frame();
    longest = Math.max(longest, now - last);
    frames += 1;
    last = now;
  }
  drawing.stop();
  return { nodes: nodeCount, edges: edgeCount, frames, milliseconds: last - start, longest };
};

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
