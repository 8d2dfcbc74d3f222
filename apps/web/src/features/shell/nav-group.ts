import type { Place } from '../../places.ts';
import type { IconName } from '../../ui/icon.tsx';

export interface NavItem {
  readonly label: string;
  readonly icon: IconName;
  readonly place: Place;
  /** True when pages below its path are others, not parts of it. */
  readonly exact?: true;
}

export interface NavGroup {
  readonly label: string;
  readonly items: readonly NavItem[];
}
