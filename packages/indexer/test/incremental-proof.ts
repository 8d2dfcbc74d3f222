import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FactBatch } from '@clew/contracts';
import {
  applyFacts,
  type Graph,
  migrateGraph,
  openGraph,
  readIndexInputs,
} from '@clew/graph-store';
import { tempDir } from '@clew/testing';
import {
  type IndexSession,
  indexTypeScript,
  isEmptyBatch,
  openIndexSession,
} from '../src/index.ts';
import { contentDifferences, graphContent } from './graph-content.ts';
import type { EditedSources, SourceEdit } from './source-edits.ts';

/** What one sequence of edits showed. */
export interface ProofOutcome {
  readonly edits: number;
  /** Files derived again, and files that there were, added up over the edits. */
  readonly derived: number;
  readonly present: number;
  /** Null when the graph was the fresh one after each edit. */
  readonly failure: {
    readonly after: readonly SourceEdit[];
    readonly differences: readonly string[];
  } | null;
}

interface Live {
  readonly graph: Graph;
  readonly session: IndexSession;
}

/**
 * Brings one graph up to date after edit upon edit, and compares it each time, set by set, with a graph
 * that a full index makes anew. After a difference it starts over with a graph of its own.
 */
export class IncrementalProof implements AsyncDisposable {
  readonly #sources: EditedSources;
  readonly #folder: Awaited<ReturnType<typeof tempDir>>;
  #live: Live | null = null;
  #graphs = 0;

  private constructor(sources: EditedSources, folder: Awaited<ReturnType<typeof tempDir>>) {
    this.#sources = sources;
    this.#folder = folder;
  }

  static async on(sources: EditedSources): Promise<IncrementalProof> {
    const folder = await tempDir();
    await migrateGraph({ path: join(folder.path, 'empty.db') });
    return new IncrementalProof(sources, folder);
  }

  /** Runs a sequence up to its first difference. The sources are put back afterwards. */
  async run(edits: readonly SourceEdit[]): Promise<ProofOutcome> {
    const live = await this.#start();
    let derived = 0;
    let present = 0;
    try {
      for (const [index, edit] of edits.entries()) {
        const paths = this.#sources.apply(edit);
        const batch = await this.#noticed(live, edit, paths);
        if (!isEmptyBatch(batch)) applyFacts({ ctx: { graph: live.graph }, input: batch });
        const full = await indexTypeScript({ root: this.#sources.root, commit: null });
        derived += batch.files.length;
        present += full.files.length;
        const differences = this.#differences(live.graph, full);
        if (differences.length === 0) continue;
        this.#stop();
        const after = edits.slice(0, index + 1);
        return { edits: index + 1, derived, present, failure: { after, differences } };
      }
      return { edits: edits.length, derived, present, failure: null };
    } catch (error) {
      this.#stop();
      throw error;
    } finally {
      this.#sources.restore();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
    await this.#folder[Symbol.asyncDispose]();
  }

  /** The graph of the unedited sources: going back to them is an update like any other. */
  async #start(): Promise<Live> {
    if (this.#live === null) {
      const graph = this.#emptyGraph();
      const known = () => readIndexInputs({ ctx: { graph } });
      const session = openIndexSession({ root: this.#sources.root, known });
      this.#live = { graph, session };
    }
    const { graph, session } = this.#live;
    const batch = await session.update(null, { commit: null });
    if (!isEmptyBatch(batch)) applyFacts({ ctx: { graph }, input: batch });
    return this.#live;
  }

  #stop(): void {
    this.#live?.session.close();
    this.#live?.graph.close();
    this.#live = null;
  }

  #noticed(live: Live, edit: SourceEdit, paths: readonly string[]): Promise<FactBatch> {
    const { root } = this.#sources;
    const known = () => readIndexInputs({ ctx: { graph: live.graph } });
    switch (edit.by) {
      case 'told':
        return live.session.update(paths, { commit: null });
      case 'looking':
        return live.session.update(null, { commit: null });
      case 'new_process':
        return openIndexSession({ root, known, keepPrograms: false }).update(null, {
          commit: null,
        });
    }
  }

  #differences(live: Graph, full: FactBatch): readonly string[] {
    const fresh = this.#emptyGraph();
    try {
      applyFacts({ ctx: { graph: fresh }, input: full });
      const failed = full.failures.map(({ path }) => path);
      return contentDifferences(graphContent(live), graphContent(fresh), failed);
    } finally {
      fresh.close();
      for (const end of ['', '-wal', '-shm']) rmSync(`${fresh.path}${end}`, { force: true });
    }
  }

  #emptyGraph(): Graph {
    this.#graphs += 1;
    const path = join(this.#folder.path, `graph-${this.#graphs}.db`);
    copyFileSync(join(this.#folder.path, 'empty.db'), path);
    return openGraph(path);
  }
}
