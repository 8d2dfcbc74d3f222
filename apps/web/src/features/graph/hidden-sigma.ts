import Graph from 'graphology';
import Sigma from 'sigma';
import { drawName, nameFont, nameSize } from './draw-name.ts';
import type { Ink, Light } from './drawing.ts';
import { ArrowProgram, SeenNodeProgram, zoomedEdgeProgram } from './edge-programs.ts';
import type { NameBox } from './name-start.ts';

export function emptyGraph(): Graph {
  return new Graph({ type: 'directed', multi: true });
}

/** Sigma, whose layers keep what is drawn until it is copied. */
class KeptSigma extends Sigma {
  override createWebGLContext(
    id: string,
    options?: Parameters<Sigma['createWebGLContext']>[1],
  ): WebGLRenderingContext {
    return super.createWebGLContext(id, { ...options, preserveDrawingBuffer: true });
  }
}

interface HiddenSigmaInput {
  readonly stage: HTMLElement;
  readonly margin: number;
  readonly ink: () => Ink;
  readonly light: () => Light;
  readonly inDetail: (edges: number, ratio: number) => boolean;
}

export interface HiddenSigma {
  readonly sigma: Sigma;
  /** What makes up the drawing, from below. */
  readonly layers: readonly HTMLCanvasElement[];
}

/**
 * Sigma as a painter that nobody sees. It is told when to draw, where things stand (its unit square is
 * that of the nodes given) and nothing of the pointer: it would draw for each step of the camera, and
 * read a pixel back from the graphics card, and so wait for it, whenever the pointer moves.
 */
export function hiddenSigma({
  stage,
  margin,
  ink,
  light,
  inDetail,
}: HiddenSigmaInput): HiddenSigma {
  const taken: NameBox[] = [];
  const sigma = new KeptSigma(emptyGraph(), stage, {
    allowInvalidContainer: true,
    defaultNodeType: 'seen',
    nodeProgramClasses: { seen: SeenNodeProgram },
    nodeHoverProgramClasses: { seen: SeenNodeProgram },
    defaultEdgeType: 'plain',
    edgeProgramClasses: { plain: zoomedEdgeProgram(inDetail), lit: ArrowProgram },
    labelFont: nameFont,
    labelSize: nameSize,
    labelDensity: 1,
    labelGridCellSize: 70,
    labelRenderedSizeThreshold: 0,
    defaultDrawNodeLabel: (context, node) =>
      drawName(context, node, {
        text: ink().text,
        ground: ink().ground,
        edge: stage.offsetWidth - margin,
        taken,
      }),
    minEdgeThickness: 1.7,
    stagePadding: margin,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 6,
    enableCameraRotation: false,
    doubleClickZoomingRatio: 1,
    // Whole looks, in which Sigma has no default to fill in: it asks for each node and each edge.
    nodeReducer: (id, { x, y, size, label, color }) => {
      const { nodes } = light();
      const out = nodes.size > 0 && !nodes.has(id);
      return {
        x,
        y,
        size,
        label: out ? '' : label,
        color: out ? ink().faded : color,
        hidden: false,
        highlighted: false,
        forceLabel: nodes.size < 40 && nodes.has(id),
        type: 'seen',
        zIndex: out ? 0 : 1,
      };
    },
    edgeReducer: (id) => {
      const { nodes, edges } = light();
      const lit = edges.has(id);
      const out = !lit && nodes.size > 0;
      return {
        label: '',
        size: lit ? 2 : 0.8,
        color: lit ? ink().lit : out ? ink().faded : ink().edge,
        hidden: false,
        forceLabel: false,
        type: lit ? 'lit' : 'plain',
        zIndex: lit ? 1 : 0,
      };
    },
  });
  sigma.on('beforeRender', () => taken.splice(0));
  sigma.setCustomBBox({ x: [0, 1], y: [0, 1] });
  sigma.getCamera().removeAllListeners('updated');
  sigma.getMouseCaptor().removeAllListeners();
  sigma.getTouchCaptor().removeAllListeners();
  const { mouse, edges, nodes, labels, ...unused } = sigma.getCanvases();
  const layers = [edges, nodes, labels].filter((canvas) => canvas !== undefined);
  for (const canvas of [...layers, ...Object.values(unused)]) canvas.style.visibility = 'hidden';
  if (mouse !== undefined) mouse.style.opacity = '0';
  return { sigma, layers };
}
