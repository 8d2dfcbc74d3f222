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

export const noLight: Light = { selected: null, nodes: new Set(), edges: new Set() };

export interface ShowInput {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly ink: Ink;
  readonly light: Light;
  /** The least distance between two nodes, in the unit of their places: they do not overlap. */
  readonly spacing: number;
  /** Marked at all times. */
  readonly home: string | null;
  /** Stays where it is seen, unless all of the drawing was in sight: then all of the new one is. */
  readonly anchor: string | null;
}

/**
 * A drawing on the page. Its container says in `data-picture` whether what is seen is `still` (as
 * it should be) or `stale` (about to be drawn anew).
 */
export interface Drawing {
  readonly show: (input: ShowInput) => void;
  /** Does nothing when it is given what it has. */
  readonly light: (light: Light) => void;
  /** Moves the view so that a node is in sight. */
  readonly reveal: (id: string) => void;
  readonly zoom: (direction: 'in' | 'out') => void;
  readonly fit: () => void;
  readonly stop: () => void;
}
