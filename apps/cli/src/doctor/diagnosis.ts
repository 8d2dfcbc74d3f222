/** One thing that was looked at. A note is worth knowing and nothing is wrong. */
export interface Finding {
  readonly check: 'integrity' | 'freshness' | 'failures' | 'broken_references';
  readonly state: 'good' | 'note' | 'bad';
  readonly title: string;
  readonly details: readonly string[];
}

/** What was found out about the graph of one codebase. */
export interface Diagnosis {
  readonly name: string;
  /** False when a finding is bad. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}
