import type {
  EdgeFact,
  ExternalFact,
  Relation,
  Resolution,
  UnresolvedFact,
  UnresolvedReason,
} from '@clew/contracts';
import type ts from 'typescript';
import { bounded } from '../names/name-segment.ts';
import { byText } from '../text-order.ts';
import type { Target } from './target-finder.ts';

/** One site as it is recorded: what stands at `node`, and what it was found to mean. */
export interface RecordedSite {
  readonly node: ts.Node;
  readonly from: string;
  readonly meaning:
    | { readonly relation: Relation; readonly to: string; readonly resolution: Resolution }
    | { readonly reason: UnresolvedReason; readonly name: string };
}

const MAX_NAME = 200;

/** Collects the edges and unresolved sites of one file; equal facts on one line are one fact. */
export class FactRecorder {
  readonly #edges = new Map<string, EdgeFact>();
  readonly #unresolved = new Map<string, UnresolvedFact>();
  readonly #externals = new Map<string, ExternalFact>();
  readonly #file: ts.SourceFile;
  readonly #trace: ((site: RecordedSite) => void) | null;

  constructor(file: ts.SourceFile, trace: ((site: RecordedSite) => void) | null) {
    this.#file = file;
    this.#trace = trace;
  }

  lineOf(node: ts.Node): number {
    return this.#file.getLineAndCharacterOfPosition(node.getStart(this.#file)).line + 1;
  }

  edge(
    from: string,
    relation: Relation,
    target: Target,
    node: ts.Node,
    resolution: Resolution = 'exact',
    metadata: EdgeFact['metadata'] = null,
  ): void {
    if (target.external !== null) this.external(target.external);
    this.#add(from, relation, target.fqn, this.lineOf(node), resolution, metadata);
    this.#trace?.({ node, from, meaning: { relation, to: target.fqn, resolution } });
  }

  /** An edge about whole symbols rather than about a site. */
  link(from: string, relation: Relation, to: string): void {
    this.#add(from, relation, to, 0, 'exact', null);
  }

  unresolved(from: string, name: string, node: ts.Node, reason: UnresolvedReason): void {
    const line = this.lineOf(node);
    const short = bounded(name, MAX_NAME);
    const key = `${line}\0${from}\0${short}`;
    if (!this.#unresolved.has(key)) {
      this.#unresolved.set(key, { from, name: short, line, reason });
    }
    this.#trace?.({ node, from, meaning: { reason, name: short } });
  }

  external(fact: ExternalFact): void {
    if (!this.#externals.has(fact.fqn)) this.#externals.set(fact.fqn, fact);
  }

  get edges(): readonly EdgeFact[] {
    return [...this.#edges.values()].sort(compareEdges);
  }

  get unresolvedSites(): readonly UnresolvedFact[] {
    return [...this.#unresolved.values()].sort(
      (a, b) => a.line - b.line || byText(a.from, b.from) || byText(a.name, b.name),
    );
  }

  get externals(): readonly ExternalFact[] {
    return [...this.#externals.values()];
  }

  #add(
    from: string,
    relation: Relation,
    to: string,
    line: number,
    resolution: Resolution,
    metadata: EdgeFact['metadata'],
  ): void {
    const key = `${line}\0${relation}\0${from}\0${to}`;
    const known = this.#edges.get(key);
    // Where one line reaches the same target surely and maybe, it reaches it surely.
    if (known !== undefined && (known.resolution === 'exact' || resolution !== 'exact')) return;
    this.#edges.set(key, { from, to, relation, line, resolution, metadata });
  }
}

function compareEdges(a: EdgeFact, b: EdgeFact): number {
  return (
    a.line - b.line ||
    byText(a.from, b.from) ||
    byText(a.relation, b.relation) ||
    byText(a.to, b.to)
  );
}
