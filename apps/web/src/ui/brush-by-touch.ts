import type uPlot from 'uplot';

/**
 * Lets a finger brush a chart from side to side, which uPlot itself leaves to the mouse; up and down
 * still scroll the page.
 *
 * @returns what stops it
 */
export function brushByTouch(
  plot: uPlot,
  zoomTo: (plot: uPlot, left: number, width: number) => void,
): () => void {
  const { over } = plot;
  let start: number | null = null;
  const span = (event: PointerEvent, from: number) => {
    const x = Math.min(over.clientWidth, Math.max(0, placeOf(event)));
    return { left: Math.min(from, x), width: Math.abs(x - from) };
  };
  const placeOf = (event: PointerEvent) => event.clientX - over.getBoundingClientRect().left;

  const begin = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    start = placeOf(event);
    over.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (start === null || event.pointerType !== 'touch') return;
    const { left, width } = span(event, start);
    plot.setCursor({ left: placeOf(event), top: 8 });
    plot.setSelect({ left, width, top: 0, height: over.clientHeight }, false);
  };
  const end = (event: PointerEvent) => {
    if (start === null || event.pointerType !== 'touch') return;
    const { left, width } = span(event, start);
    start = null;
    zoomTo(plot, left, width);
  };
  const giveUp = () => {
    start = null;
    zoomTo(plot, 0, 0);
  };

  const before = over.style.touchAction;
  over.style.touchAction = 'pan-y';
  over.addEventListener('pointerdown', begin);
  over.addEventListener('pointermove', move);
  over.addEventListener('pointerup', end);
  over.addEventListener('pointercancel', giveUp);
  return () => {
    over.style.touchAction = before;
    over.removeEventListener('pointerdown', begin);
    over.removeEventListener('pointermove', move);
    over.removeEventListener('pointerup', end);
    over.removeEventListener('pointercancel', giveUp);
  };
}
