import type { Place } from '../../places.ts';
import type { IconName } from '../../ui/icon.tsx';

/** One place that the palette leads to. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly icon: IconName;
  readonly place: Place;
}
