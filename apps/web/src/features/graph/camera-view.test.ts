import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CameraView,
  drawingPoint,
  extentOf,
  fittingView,
  inSquare,
  isWhole,
  pictureSuffices,
  placementOf,
  type Stage,
  squareOf,
  stagePoint,
  viewIn,
} from './camera-view.ts';

const stage: Stage = { width: 1216, height: 896, margin: 128, unit: 640 };
const part = fc.double({ min: 0, max: 1, noNaN: true });
const view: fc.Arbitrary<CameraView> = fc.record({
  x: part,
  y: part,
  ratio: fc.double({ min: 0.05, max: 6, noNaN: true }),
});
const spot = fc.record({ x: part, y: part });
const content = { left: 0, right: 1, bottom: 0, top: 1 };

test('a moved picture shows every point where a new one would', () => {
  fc.assert(
    fc.property(view, view, spot, (drawn, now, at) => {
      const { scale, x, y } = placementOf(drawn, now, stage);
      const before = stagePoint(at, drawn, stage);
      const after = stagePoint(at, now, stage);
      expect(before.x * scale + x).toBeCloseTo(after.x, 4);
      expect(before.y * scale + y).toBeCloseTo(after.y, 4);
    }),
  );
});

test('a point of the stage is found in the drawing, and the other way round', () => {
  fc.assert(
    fc.property(view, spot, (now, at) => {
      const back = drawingPoint(stagePoint(at, now, stage), now, stage);
      expect(back.x).toBeCloseTo(at.x, 8);
      expect(back.y).toBeCloseTo(at.y, 8);
    }),
  );
});

test('the fitting view has every point in sight, within its room, and is the nearest such', () => {
  const room = { left: 20, right: 90, top: 28, bottom: 28 };
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 9 }), (points) => {
      const square = points.map((at) => inSquare(at, squareOf(points)));
      const fit = fittingView(extentOf(square), stage, room);
      const seen = extentOf(square.map((at) => stagePoint(at, fit, stage)));
      const slack = 1e-6;
      expect(seen.left).toBeGreaterThanOrEqual(stage.margin + room.left - slack);
      expect(seen.right).toBeLessThanOrEqual(stage.width - stage.margin - room.right + slack);
      expect(seen.bottom).toBeGreaterThanOrEqual(stage.margin + room.top - slack);
      expect(seen.top).toBeLessThanOrEqual(stage.height - stage.margin - room.bottom + slack);
      const free = Math.min(
        seen.left - stage.margin - room.left,
        seen.bottom - stage.margin - room.top,
      );
      expect(free < 1e-6 || fit.ratio === 0.5).toBe(true);
      expect(isWhole(extentOf(square), fit, stage)).toBe(true);
    }),
  );
});

test('a picture of the whole suffices wherever the camera goes, if it is not scaled too far', () => {
  const whole = { x: 0.5, y: 0.5, ratio: 1.4 };
  expect(isWhole(content, whole, stage)).toBe(true);
  fc.assert(
    fc.property(view, (now) => {
      const moved = placementOf(whole, now, stage);
      const near = moved.scale >= 0.5 && moved.scale <= 2;
      const far = { left: 0.3, right: 0.7, bottom: 0.3, top: 0.7 };
      expect(pictureSuffices(moved, far, now, stage)).toBe(near);
    }),
  );
});

test('a near picture suffices until it was moved by its margin', () => {
  const drawn = { x: 0.5, y: 0.5, ratio: 0.2 };
  const movedBy = (pixels: number) => {
    const now = { ...drawn, x: drawn.x + (pixels * drawn.ratio) / stage.unit };
    return pictureSuffices(placementOf(drawn, now, stage), content, now, stage);
  };
  expect([0, 100, 127, -127].map(movedBy)).toEqual([true, true, true, true]);
  expect([129, -129, 500].map(movedBy)).toEqual([false, false, false]);
});

test('what is seen stays where it is when the square around the drawing changes', () => {
  const square = fc.record({ middle: spot, extent: fc.double({ min: 0.1, max: 9, noNaN: true }) });
  fc.assert(
    fc.property(view, spot, square, square, (now, at, from, to) => {
      const before = stagePoint(inSquare(at, from), now, stage);
      const after = stagePoint(inSquare(at, to), viewIn(now, { from, to }), stage);
      expect(after.x).toBeCloseTo(before.x, 2);
      expect(after.y).toBeCloseTo(before.y, 2);
    }),
  );
});
