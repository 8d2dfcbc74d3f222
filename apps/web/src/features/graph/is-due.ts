/** A picture that takes no longer, one and a half frames, is drawn for each view. */
export const quickMs = 24;
/** Of the time that the view moves, drawing a slow picture takes a ninth at most. */
const pausePerCost = 8;

interface PictureState {
  /** Whether what is shown, moved, still shows all there is to see. */
  readonly suffices: boolean;
  /** Whether a picture of the whole lies beneath it. */
  readonly hasWhole: boolean;
  /** How long it took, and how long ago that was, in milliseconds. */
  readonly cost: number;
  readonly age: number;
}

/** Whether a picture is drawn while the view still moves; when it rests, one is drawn in any case. */
export function isDue({ suffices, hasWhole, cost, age }: PictureState): boolean {
  if (cost <= quickMs) return true;
  if (suffices) return false;
  return !hasWhole || age >= cost * pausePerCost;
}
