/** Where the camera looks: a point of the drawing, and how much of it is seen (larger: further away). */
export interface CameraView {
  readonly x: number;
  readonly y: number;
  readonly ratio: number;
}

/** A point: of the drawing, or in pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The surface that is drawn on, in CSS pixels. It reaches over what is seen by `margin` on each side. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Pixels that one unit of the drawing takes at a ratio of 1. */
  readonly unit: number;
}

/** A rectangle in units of the drawing; y grows upwards. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** How a picture that is there already is moved: first scaled about its upper left corner, then shifted. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Room around the drawing when all of it is shown, in pixels. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a point of the drawing stands on the stage, in pixels from its upper left corner. */
export function stagePoint(at: Spot, view: CameraView, { width, height, unit }: Stage): Spot {
  return {
    x: width / 2 + ((at.x - view.x) * unit) / view.ratio,
    y: height / 2 - ((at.y - view.y) * unit) / view.ratio,
  };
}

/** The point of the drawing that stands there. */
export function drawingPoint(at: Spot, view: CameraView, { width, height, unit }: Stage): Spot {
  return {
    x: view.x + ((at.x - width / 2) * view.ratio) / unit,
    y: view.y - ((at.y - height / 2) * view.ratio) / unit,
  };
}

/** Moves a picture drawn from one view to where it stands in another; exact, as the camera never turns. */
export function placementOf(drawn: CameraView, now: CameraView, stage: Stage): Placement {
  const scale = drawn.ratio / now.ratio;
  return {
    scale,
    x: (stage.width / 2) * (1 - scale) + ((drawn.x - now.x) * stage.unit) / now.ratio,
    y: (stage.height / 2) * (1 - scale) - ((drawn.y - now.y) * stage.unit) / now.ratio,
  };
}

/** Names reach over the nodes that they belong to. */
const nameReach = 160;
/** A picture that is scaled further is too coarse, or says too little. */
const mostScale = 2;

/** Whether a moved picture still shows all there is to see of what lies within `content`. */
export function pictureSuffices(
  { scale, x, y }: Placement,
  content: Extent,
  now: CameraView,
  stage: Stage,
): boolean {
  if (scale > mostScale || scale < 1 / mostScale) return false;
  const upperLeft = stagePoint({ x: content.left, y: content.top }, now, stage);
  const lowerRight = stagePoint({ x: content.right, y: content.bottom }, now, stage);
  const left = Math.max(stage.margin, upperLeft.x - nameReach);
  const right = Math.min(stage.width - stage.margin, lowerRight.x + nameReach);
  const top = Math.max(stage.margin, upperLeft.y - nameReach);
  const bottom = Math.min(stage.height - stage.margin, lowerRight.y + nameReach);
  if (left >= right || top >= bottom) return true;
  const slack = 0.5;
  return (
    x <= left + slack &&
    y <= top + slack &&
    x + stage.width * scale >= right - slack &&
    y + stage.height * scale >= bottom - slack
  );
}

/** Whether all of `content`, with its names, lies on the stage. */
export function isWhole(content: Extent, view: CameraView, stage: Stage): boolean {
  const upperLeft = stagePoint({ x: content.left, y: content.top }, view, stage);
  const lowerRight = stagePoint({ x: content.right, y: content.bottom }, view, stage);
  return (
    upperLeft.x >= 0 &&
    upperLeft.y >= 0 &&
    lowerRight.x <= stage.width &&
    lowerRight.y <= stage.height
  );
}

/** The nearest view in which all of `content` is seen, with room around it. */
export function fittingView(content: Extent, stage: Stage, room: Room): CameraView {
  const seen = {
    width: Math.max(1, stage.width - 2 * stage.margin - room.left - room.right),
    height: Math.max(1, stage.height - 2 * stage.margin - room.top - room.bottom),
  };
  const ratio = Math.max(
    ((content.right - content.left) * stage.unit) / seen.width,
    ((content.top - content.bottom) * stage.unit) / seen.height,
    leastFitRatio,
  );
  return {
    x: (content.left + content.right) / 2 + ((room.right - room.left) * ratio) / 2 / stage.unit,
    y: (content.top + content.bottom) / 2 + ((room.top - room.bottom) * ratio) / 2 / stage.unit,
    ratio,
  };
}

/** A drawing of a single node is not blown up. */
const leastFitRatio = 0.5;

/** The rectangle around points; the one around nothing is the middle of the unit square. */
export function extentOf(points: Iterable<Spot>): Extent {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return left > right
    ? { left: 0.5, right: 0.5, bottom: 0.5, top: 0.5 }
    : { left, right, bottom, top };
}

/** The square around a drawing, as Sigma wants it: whatever its size, its side is 1. */
export interface Square {
  readonly middle: Spot;
  /** What its side stands for. */
  readonly extent: number;
}

export function squareOf(points: readonly Spot[]): Square {
  const { left, right, bottom, top } = extentOf(points);
  const extent = Math.max(right - left, top - bottom);
  return {
    middle: { x: (left + right) / 2, y: (bottom + top) / 2 },
    extent: points.length === 0 || extent === 0 ? 1 : extent,
  };
}

export function inSquare({ x, y }: Spot, { middle, extent }: Square): Spot {
  return { x: 0.5 + (x - middle.x) / extent, y: 0.5 + (y - middle.y) / extent };
}

/** The view that sees the same places when the square around them is another. */
export function viewIn(view: CameraView, { from, to }: Record<'from' | 'to', Square>): CameraView {
  const place = {
    x: from.middle.x + (view.x - 0.5) * from.extent,
    y: from.middle.y + (view.y - 0.5) * from.extent,
  };
  return { ...inSquare(place, to), ratio: (view.ratio * from.extent) / to.extent };
}
