import {
  type CameraView,
  drawingPoint,
  extentOf,
  fittingView,
  inSquare,
  isWhole,
  pictureSuffices,
  placementOf,
  type Spot,
  type Stage,
  squareOf,
  stagePoint,
  viewIn,
} from './camera-view.ts';
import { type Drawing, type DrawnNode, type Ink, noLight } from './drawing.ts';
import { emptyGraph, hiddenSigma } from './hidden-sigma.ts';
import { isDue, quickMs } from './is-due.ts';
import { nodeAt } from './node-at.ts';
import { nodeMark } from './node-mark.ts';
import { stillPicture } from './still-picture.ts';

interface DrawGraphInput {
  readonly container: HTMLElement;
  readonly ink: Ink;
  readonly still: boolean;
  readonly onSelect: (id: string | null) => void;
  readonly onExpand: (id: string) => void;
}

/** The stage reaches over what is seen, so that a picture can be moved before it must be drawn anew. */
const margin = 128;
/** The view rests when the camera did not move for so long. */
const restMs = 120;
/** More edges than that are a mass in which no head of an arrow is seen. */
const mostArrows = 4_000;
/** Nodes are not made smaller than so many times their size, for whatever room there is. */
const leastScale = 0.35;
/** A node is meant by what points so near to its middle. */
const reach = 8;

/**
 * Draws a graph with WebGL (Sigma.js). Layout, colours and what stands out are the caller's business.
 *
 * What is seen is a picture of what Sigma draws out of sight. It follows the camera at once, moved by the
 * compositor. It is drawn anew when the view rests, when the moved one no longer suffices, and for each
 * view where that is quick. Nodes are found by where they stand, not by pixels; the marks on the one
 * that is pointed at and on the selected one are elements: neither waits for a picture.
 */
export function drawGraph({
  container,
  ink: first,
  still,
  onSelect,
  onExpand,
}: DrawGraphInput): Drawing {
  let ink = first;
  let light = noLight;
  let nodes: ReadonlyMap<string, DrawnNode> = new Map();
  let content = extentOf([]);
  let square = squareOf([]);
  let moving = false;
  let coarse = false;
  let fit: CameraView | null = null;
  let hovered: string | null = null;
  let home: string | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const motion = { duration: still ? 0 : 200 };

  const element = container.appendChild(document.createElement('div'));
  element.style.cssText = `position:absolute;inset:${-margin}px`;
  const { sigma, layers } = hiddenSigma({
    stage: element,
    margin,
    ink: () => ink,
    light: () => light,
    inDetail: (edges, ratio) => {
      const worthIt = edges * Math.min(1, ratio ** 2) <= mostArrows;
      coarse = worthIt && moving && !isQuick();
      return worthIt && !coarse;
    },
  });
  const marks = {
    home: nodeMark(element, 'quiet'),
    hovered: nodeMark(element, 'quiet'),
    selected: nodeMark(element, 'strong'),
  };
  const camera = sigma.getCamera();
  const mouse = sigma.getMouseCaptor();
  const touch = sigma.getTouchCaptor();

  const picture = stillPicture({
    stage: element,
    layers,
    ground: () => ink.ground,
    isWhole: (view) => isWhole(content, view, stage()),
    onDrawn: () => {
      place();
      if (moving) follow();
      else settle();
    },
  });
  const isQuick = () => (picture.shown()?.cost ?? 0) <= quickMs;
  const stage = (): Stage => {
    const state = { cameraState: { x: 0, y: 0, ratio: 1, angle: 0 } };
    const { x: unit } = sigma.framedGraphToViewport({ x: 1, y: 0 }, state);
    const { x: origin } = sigma.framedGraphToViewport({ x: 0, y: 0 }, state);
    return { ...sigma.getDimensions(), margin, unit: unit - origin };
  };

  const place = () => {
    const now = camera.getState();
    const on = stage();
    picture.place((drawn) => placementOf(drawn, now, on));
    for (const [mark, id] of [
      [marks.home, home === light.selected ? null : home],
      [marks.hovered, hovered === light.selected || hovered === home ? null : hovered],
      [marks.selected, light.selected],
    ] as const) {
      const node = id === null ? undefined : nodes.get(id);
      if (node === undefined) mark.hide();
      else {
        mark.show({
          ...stagePoint(node, now, on),
          radius: sigma.scaleSize(node.size),
          name: node.label,
          edge: on.width - margin,
        });
      }
    }
  };
  const follow = () => {
    const drawn = picture.shown();
    if (drawn === null || picture.busy()) return;
    const now = camera.getState();
    const on = stage();
    const due = isDue({
      suffices: pictureSuffices(placementOf(drawn.view, now, on), content, now, on),
      hasWhole: picture.hasWhole(),
      cost: drawn.cost,
      age: performance.now() - drawn.at,
    });
    if (due && !isSame(drawn.view, now)) sigma.scheduleRender();
  };
  /** Draws anew what does not look as it should at rest, else says that it does. */
  const settle = () => {
    const drawn = picture.shown();
    if (picture.busy()) return;
    if (drawn === null || coarse || !isSame(drawn.view, camera.getState())) sigma.scheduleRender();
    else container.dataset.picture = 'still';
  };
  const rest = () => {
    moving = false;
    settle();
  };
  camera.on('updated', () => {
    moving = true;
    container.dataset.picture = 'stale';
    clearTimeout(resting);
    resting = setTimeout(rest, restMs);
    place();
    follow();
  });
  sigma.on('afterRender', () => picture.take(camera.getState()));

  const fitting = () => {
    const on = stage();
    const side = Math.min(90, on.width / 12);
    const room = { left: side / 2, right: side, top: 28, bottom: 28 };
    return fittingView(content, on, room);
  };
  /** The nodes, small enough that none lies on another when all are in sight, if they can still be seen. */
  const roomy = (spacing: number): ReadonlyMap<string, DrawnNode> => {
    const { ratio } = fitting();
    const pixels = (spacing * stage().unit) / (square.extent * ratio);
    let largest = 1;
    for (const { size } of nodes.values()) largest = Math.max(largest, size);
    const room = pixels / 2 / sigma.scaleSize(largest, ratio);
    const scale = Math.min(1, Math.max(room, leastScale));
    return new Map([...nodes].map(([id, node]) => [id, { ...node, size: node.size * scale }]));
  };
  const isFitted = () => fit === null || isSame(fit, camera.getState());
  const resized = new ResizeObserver(() => {
    const { width, height } = sigma.getDimensions();
    if (element.offsetWidth === width && element.offsetHeight === height) return;
    const fitted = isFitted();
    sigma.resize();
    if (fitted) {
      fit = fitting();
      camera.setState(fit);
    }
    sigma.scheduleRefresh();
  });
  resized.observe(container);

  const found = (at: Spot) => {
    const now = camera.getState();
    const on = stage();
    const perPixel = now.ratio / on.unit;
    const size = sigma.scaleSize() * perPixel;
    return nodeAt(nodes.values(), drawingPoint(at, now, on), { size, reach: reach * perPixel });
  };
  const hover = (id: string | null) => {
    if (id === hovered) return;
    hovered = id;
    container.style.cursor = id === null ? '' : 'pointer';
    place();
  };
  const expand = (at: Spot) => {
    const id = found(at);
    if (id !== null) onExpand(id);
  };
  mouse.on('mousemove', (at) => {
    if (!mouse.isMouseDown) hover(found(at));
  });
  mouse.on('mouseleave', () => hover(null));
  mouse.on('click', (at) => onSelect(found(at)));
  mouse.on('doubleClick', expand);
  touch.on('tap', ({ touches, previousTouches }) => {
    const [at] = [...touches, ...previousTouches];
    if (at !== undefined) onSelect(found(at));
  });
  touch.on('doubletap', ({ touches, previousTouches }) => {
    const [at] = [...touches, ...previousTouches];
    if (at !== undefined) expand(at);
  });

  return {
    show: ({ nodes: given, edges, anchor, spacing, ...next }) => {
      const fitted = isFitted();
      const state = camera.getState();
      const before = anchor === null ? undefined : nodes.get(anchor);
      const change = { from: square, to: squareOf(given) };
      square = change.to;
      ({ ink, light, home } = next);
      nodes = new Map(given.map((node) => [node.id, { ...node, ...inSquare(node, square) }]));
      content = extentOf(nodes.values());
      const after = anchor === null ? undefined : nodes.get(anchor);
      picture.outdate((drawn) => viewIn(drawn, change));
      container.dataset.picture = 'stale';
      if (fitted || before === undefined || after === undefined) {
        fit = fitting();
        camera.setState(fit);
      } else {
        const { ratio } = viewIn(state, change);
        const shift = ratio / state.ratio;
        camera.setState({
          ratio,
          x: after.x - (before.x - state.x) * shift,
          y: after.y - (before.y - state.y) * shift,
        });
      }
      nodes = roomy(spacing);
      const graph = emptyGraph();
      for (const { id, x, y, size, label, colour } of nodes.values()) {
        graph.addNode(id, { x, y, size, label, color: colour });
      }
      for (const { id, from, to } of edges) graph.addEdgeWithKey(id, from, to);
      sigma.setGraph(graph);
      place();
    },
    light: (next) => {
      if (light === next) return;
      light = next;
      container.dataset.picture = 'stale';
      place();
      sigma.scheduleRefresh();
    },
    reveal: (id) => {
      const node = nodes.get(id);
      if (node === undefined) return;
      const on = stage();
      const { x, y } = stagePoint(node, camera.getState(), on);
      const edge = margin + 40;
      const inside = x > edge && x < on.width - edge && y > edge && y < on.height - edge;
      if (!inside) void camera.animate({ x: node.x, y: node.y }, motion);
    },
    zoom: (direction) =>
      void (direction === 'in' ? camera.animatedZoom(motion) : camera.animatedUnzoom(motion)),
    fit: () => {
      fit = fitting();
      void camera.animate(fit, motion);
    },
    stop: () => {
      clearTimeout(resting);
      resized.disconnect();
      picture.stop();
      sigma.kill();
      element.remove();
    },
  };
}

function isSame(a: CameraView, b: CameraView): boolean {
  return a.x === b.x && a.y === b.y && a.ratio === b.ratio;
}

/** Whether the browser can draw at all; some have no WebGL. */
export function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
