/** A symbol that a batch no longer names, or names for the first time. */
export interface RenameCandidate {
  readonly fqn: string;
  readonly kind: string;
  readonly name: string;
  readonly parent: string | null;
  /** The file in which it stands. */
  readonly path: string;
  /** Lines from its first to its last; 0 when nobody knows. */
  readonly lines: number;
  readonly shape_hash: string | null;
  readonly body_hash: string | null;
}

/** Names on the other ends of edges, `contains` left out, as `<relation> <fqn>`. */
export interface Neighbours {
  /** What it points at. */
  readonly out: ReadonlySet<string>;
  /** What points at it, from files that the batch describes. */
  readonly in: ReadonlySet<string>;
}

/** Part of the neighbours, or of the declarations of a file, that two must share. Git's own measure. */
export const similarEnough = 0.5;

/** A body of fewer lines could be anybody's. */
export const meaningfulLines = 3;

export const isFile = ({ kind }: RenameCandidate) => kind === 'file';
