import Graph from 'graphology';
import Sigma from 'sigma';

export interface DrawnNode {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

export interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Ink {
  readonly edge: string;
  readonly faded: string;
  readonly lit: string;
  readonly text: string;
  readonly ground: string;
}

/** What stands out. While `nodes` is not empty, everything else steps back. */
export interface Light {
  readonly selected: string | null;
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

export interface Drawing {
  readonly show: (nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]) => void;
  readonly light: (light: Light) => void;
  readonly ink: (ink: Ink) => void;
  /** Moves the view so that a node is in sight. */
  readonly reveal: (id: string) => void;
  readonly zoom: (direction: 'in' | 'out') => void;
  readonly fit: () => void;
  readonly stop: () => void;
}

interface DrawGraphInput {
  readonly container: HTMLElement;
  readonly ink: Ink;
  readonly still: boolean;
  readonly onSelect: (id: string | null) => void;
  readonly onExpand: (id: string) => void;
}

interface NodeLook {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly label: string;
  readonly color: string;
}

/** A frame that takes longer is seen; after so many of them edges and labels wait until the view rests. */
const slowFrameMs = 20;
const slowFrames = 3;

/** Draws a graph with WebGL (Sigma.js). Layout, colours and what stands out are the caller's business. */
export function drawGraph({
  container,
  ink: first,
  still,
  onSelect,
  onExpand,
}: DrawGraphInput): Drawing {
  const graph = new Graph<NodeLook>({ type: 'directed', multi: true });
  let ink = first;
  let light: Light = { selected: null, nodes: new Set(), edges: new Set() };
  const motion = { duration: still ? 0 : 200 };
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    defaultEdgeType: 'arrow',
    defaultEdgeColor: ink.edge,
    labelColor: { color: ink.text },
    labelFont: 'ui-monospace, "DejaVu Sans Mono", monospace',
    labelSize: 11,
    labelDensity: 0.7,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: 5,
    minEdgeThickness: 0.6,
    stagePadding: 90,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 6,
    doubleClickZoomingRatio: 1,
    defaultDrawNodeHover: (context, { x, y, size, label }, { labelFont, labelSize }) => {
      context.font = `${labelSize}px ${labelFont}`;
      const text = label ?? '';
      const width = context.measureText(text).width;
      context.fillStyle = ink.ground;
      context.strokeStyle = ink.lit;
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(x + size + 3, y - 9, width + 10, 18, 4);
      context.fill();
      context.stroke();
      context.beginPath();
      context.arc(x, y, size + 2.5, 0, Math.PI * 2);
      context.stroke();
      context.fillStyle = ink.text;
      context.fillText(text, x + size + 8, y + labelSize / 3);
    },
    nodeReducer: (id, look) => {
      const out = light.nodes.size > 0 && !light.nodes.has(id);
      return {
        ...look,
        ...(out ? { color: ink.faded, label: '' } : {}),
        highlighted: id === light.selected,
        forceLabel: light.nodes.has(id) && light.nodes.size < 40,
        zIndex: out ? 0 : 1,
      };
    },
    edgeReducer: (id, look) => {
      const lit = light.edges.has(id);
      const out = !lit && light.nodes.size > 0;
      return {
        ...look,
        color: lit ? ink.lit : out ? ink.faded : ink.edge,
        size: lit ? 2 : 0.8,
        zIndex: lit ? 1 : 0,
      };
    },
  });
  sigma.on('clickNode', ({ node }) => onSelect(node));
  sigma.on('clickStage', () => onSelect(null));
  sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    onExpand(node);
  });
  const camera = sigma.getCamera();
  let slow = 0;
  let before: number | null = null;
  sigma.on('afterRender', () => {
    const moving = camera.isAnimated() || sigma.getMouseCaptor().isMoving;
    const now = performance.now();
    if (moving && before !== null) slow = now - before > slowFrameMs ? slow + 1 : 0;
    before = moving ? now : null;
    if (slow !== slowFrames) return;
    sigma.setSetting('hideEdgesOnMove', true);
    sigma.setSetting('hideLabelsOnMove', true);
  });
  return {
    show: (nodes, edges) => {
      graph.clear();
      for (const { id, colour, ...look } of nodes) graph.addNode(id, { ...look, color: colour });
      for (const { id, from, to } of edges) graph.addEdgeWithKey(id, from, to);
      sigma.refresh();
    },
    light: (next) => {
      light = next;
      sigma.refresh({ skipIndexation: true });
    },
    ink: (next) => {
      ink = next;
      sigma.setSetting('labelColor', { color: next.text });
      sigma.setSetting('defaultEdgeColor', next.edge);
    },
    reveal: (id) => {
      const at = sigma.getNodeDisplayData(id);
      if (at === undefined) return;
      const { width, height } = sigma.getDimensions();
      const seen = sigma.framedGraphToViewport(at);
      const edge = 40;
      const inside =
        seen.x > edge && seen.x < width - edge && seen.y > edge && seen.y < height - edge;
      if (!inside) void camera.animate({ x: at.x, y: at.y }, motion);
    },
    zoom: (direction) =>
      void (direction === 'in' ? camera.animatedZoom(motion) : camera.animatedUnzoom(motion)),
    fit: () => void camera.animatedReset(motion),
    stop: () => sigma.kill(),
  };
}

/** Whether the browser can draw at all; some have no WebGL. */
export function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
