import type { CameraView, Placement } from './camera-view.ts';

/** A picture of the drawing as it was seen from one view. */
interface Drawn {
  readonly view: CameraView;
  /** How long it took from the order until it was there, in milliseconds. */
  readonly cost: number;
  /** When it was there, as `performance.now()` counts. */
  readonly at: number;
}

interface StillPictureInput {
  readonly stage: HTMLElement;
  /** What is put on top of each other, from below. */
  readonly layers: readonly HTMLCanvasElement[];
  readonly ground: () => string;
  /** Whether all of the drawing is seen from a view. */
  readonly isWhole: (view: CameraView) => boolean;
  readonly onDrawn: () => void;
}

export interface StillPicture {
  /** Takes what was just given to the graphics card, as soon as it is drawn; a call before is forgotten. */
  readonly take: (view: CameraView) => void;
  /** Moves what was drawn from a view to where it stands now. */
  readonly place: (placement: (drawn: CameraView) => Placement) => void;
  /** What is shown; null before the first. */
  readonly shown: () => Drawn | null;
  /** Whether a picture of the whole lies beneath, so that nothing is left blank. */
  readonly hasWhole: () => boolean;
  /** Says where pictures that are there belong, now that something else is to be drawn. */
  readonly outdate: (viewOf: (drawn: CameraView) => CameraView) => void;
  readonly busy: () => boolean;
  readonly stop: () => void;
}

/**
 * What is seen of the drawing: the latest picture, and beneath it the latest one of the whole, for where
 * the former does not reach. The layers are drawn out of sight, and are copied once the graphics card
 * says that it is done (a fence): until then the page neither waits nor shows half of them. Pictures
 * that are there are moved by the compositor alone.
 */
export function stillPicture(input: StillPictureInput): StillPicture {
  const { stage, layers, ground, isWhole, onDrawn } = input;
  const near = surface(stage);
  const whole = surface(stage);
  let shown: Drawn | null = null;
  let wholeView: CameraView | null = null;
  let waiting: number | null = null;

  const keep = (view: CameraView, cost: number) => {
    near.copy(layers, ground());
    if (isWhole(view)) {
      whole.copy([near.canvas], ground());
      wholeView = view;
    }
    near.canvas.hidden = false;
    whole.canvas.hidden = wholeView === null;
    shown = { view, cost, at: performance.now() };
    onDrawn();
  };

  return {
    take: (view) => {
      if (waiting !== null) cancelAnimationFrame(waiting);
      const began = performance.now();
      const fences = layers.map(fenceOf);
      const look = () => {
        waiting = null;
        if (fences.some((fence) => !fence.passed())) {
          waiting = requestAnimationFrame(look);
          return;
        }
        for (const fence of fences) fence.drop();
        keep(view, performance.now() - began);
      };
      waiting = requestAnimationFrame(look);
    },
    place: (placement) => {
      if (shown !== null) near.place(placement(shown.view));
      if (wholeView !== null) whole.place(placement(wholeView));
    },
    shown: () => shown,
    hasWhole: () => wholeView !== null,
    outdate: (viewOf) => {
      if (shown !== null) shown = { ...shown, view: viewOf(shown.view) };
      wholeView = null;
      whole.canvas.hidden = true;
    },
    busy: () => waiting !== null,
    stop: () => {
      if (waiting !== null) cancelAnimationFrame(waiting);
      waiting = null;
    },
  };
}

interface Surface {
  readonly canvas: HTMLCanvasElement;
  readonly copy: (layers: readonly HTMLCanvasElement[], ground: string) => void;
  readonly place: (placement: Placement) => void;
}

/** A canvas at the bottom of the stage, which can be moved. */
function surface(stage: HTMLElement): Surface {
  const canvas = document.createElement('canvas');
  canvas.style.cssText =
    'position:absolute;left:0;top:0;transform-origin:0 0;will-change:transform';
  canvas.hidden = true;
  stage.prepend(canvas);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('The browser gave no canvas for the graph.');
  return {
    canvas,
    copy: (layers, ground) => {
      const [{ width, height, style } = canvas] = layers;
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = style.width;
        canvas.style.height = style.height;
      }
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
      for (const layer of layers) context.drawImage(layer, 0, 0);
    },
    place: ({ scale, x, y }) => {
      canvas.style.transform = `matrix(${scale}, 0, 0, ${scale}, ${x}, ${y})`;
    },
  };
}

interface Fence {
  readonly passed: () => boolean;
  readonly drop: () => void;
}

const noFence: Fence = { passed: () => true, drop: () => {} };

/** Passed when all that a canvas was told to draw is drawn; at once where there is no such thing. */
function fenceOf(canvas: HTMLCanvasElement): Fence {
  // The answer is the context that the canvas has, or null if that is of another kind.
  const gl = canvas.getContext('webgl2');
  const sync = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
  if (gl === null || sync === null) return noFence;
  gl.flush();
  return {
    passed: () => gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.UNSIGNALED,
    drop: () => gl.deleteSync(sync),
  };
}
