import { setImmediate as turn } from 'node:timers/promises';
import type { SummaryLevel } from '@clew/contracts';
import {
  type DescribedNeighbour,
  type Graph,
  GraphError,
  getKnowledge,
  readSummaryFacts,
} from '@clew/graph-store';
import { type SummaryPrompt, summaryPrompt } from '../prompt/summary-prompt.ts';
import { redactSource, redactTexts } from '../redaction/redact-source.ts';
import { readSymbolSource } from '../source/read-symbol-source.ts';

/** Takes out the secrets that are known by their value. */
export interface RedactText {
  (text: string): string;
  /** Length of the longest text that it takes out. */
  readonly longest: number;
}

/** What may be sent for a symbol, and the state of the graph that it was made from. */
export type PreparedSummary =
  | {
      readonly kind: 'ready';
      readonly fqn: string;
      readonly prompt: SummaryPrompt;
      readonly sourceHash: string;
      readonly level: SummaryLevel;
      /** The version of the summary that will be replaced; null when there is none. */
      readonly version: string | null;
    }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'outdated'; readonly reason: string };

/** Stands for a summary that this run is about to write, where only sizes matter. */
const expectedSummary = 'A sentence or two. '.repeat(12);

/**
 * Makes the prompt for one symbol. The hash of the source is read before the source itself, so that
 * whatever changes later is noticed when the answer is stored. Every text that came out of the codebase
 * is redacted before it is cut, as a cut may leave a part of a secret that nothing recognises.
 *
 * @param input.expected names of members that get a summary before this prompt is sent; for estimates
 */
export async function prepareSummary({
  ctx: { graph, root, redact },
  input: { fqn, terms, budget, expected = new Set() },
}: {
  readonly ctx: {
    readonly graph: Graph;
    readonly root: string;
    readonly redact: RedactText;
  };
  readonly input: {
    readonly fqn: string;
    readonly terms: boolean;
    /** Most tokens of the prompt. */
    readonly budget: number;
    readonly expected?: ReadonlySet<string>;
  };
}): Promise<PreparedSummary> {
  // Many prompts are made one after the other; what arrives meanwhile has its turn between them.
  await turn();
  const read = readState(graph, fqn);
  if (read === null) return { kind: 'outdated', reason: 'it is gone' };
  const { knowledge, facts } = read;
  const own = knowledge.summaries.find(({ level }) => level === knowledge.level);
  const stale = knowledge.summaries.find(({ is_stale }) => is_stale);
  const replaced = own?.is_stale === true ? own : stale;
  if (replaced === undefined && knowledge.summaries.length > 0) {
    return { kind: 'skipped', reason: 'its summary is fresh' };
  }
  const found = readSymbolSource(root, facts.place);
  if (found.kind === 'changed') {
    return { kind: 'skipped', reason: 'its file changed since it was indexed' };
  }
  const tail = redact.longest + 8192;
  const mostCharacters = budget * 4 + tail;
  const clean = async (text: string | null) => {
    if (text === null) return null;
    const shown = redact(await redactSource(text.slice(0, mostCharacters)));
    // A secret that lies across the cut was not recognised: its beginning is in the tail.
    return text.length > mostCharacters ? shown.slice(0, Math.max(0, shown.length - tail)) : shown;
  };
  const cleanAll = async (neighbours: readonly DescribedNeighbour[]) => {
    const told = firstOf(neighbours, mostCharacters);
    const texts = await redactTexts(
      told.flatMap(({ name, signature, summary }) => [name, signature ?? '', summary ?? '']),
    );
    return told.map((each, index) => {
      const [name = '', signature = '', summary = ''] = texts
        .slice(index * 3, index * 3 + 3)
        .map((text) => redact(text));
      return {
        kind: each.kind,
        name,
        signature: each.signature === null ? null : signature,
        summary: expected.has(each.name) ? expectedSummary : each.summary === null ? null : summary,
      };
    });
  };
  const source = found.kind === 'read' ? found : null;
  const [members, callers, callees] = await Promise.all(
    [facts.members, facts.callers, facts.callees].map(cleanAll),
  );
  const prompt = summaryPrompt({
    subject: {
      fqn: redact(fqn),
      kind: facts.kind,
      file: facts.place === null ? null : redact(facts.place.file),
      signature: await clean(facts.signature),
      docstring: await clean(source?.docstring ?? null),
      source: await clean(source?.source ?? null),
      members: members ?? [],
      callers: callers ?? [],
      callees: callees ?? [],
    },
    terms,
    budget,
  });
  return {
    kind: 'ready',
    fqn,
    prompt,
    sourceHash: knowledge.source_hash,
    level: replaced?.level ?? knowledge.level,
    version: replaced?.version ?? null,
  };
}

function readState(graph: Graph, fqn: string) {
  try {
    return {
      knowledge: getKnowledge({ ctx: { graph }, input: { fqn } }),
      facts: readSummaryFacts({ ctx: { graph }, input: { fqn } }),
    };
  } catch (error) {
    if (error instanceof GraphError && error.code === 'symbol_not_found') return null;
    throw error;
  }
}

/** As many neighbours as may have a place in a prompt, before they are cut to it. */
function firstOf(
  neighbours: readonly DescribedNeighbour[],
  mostCharacters: number,
): readonly DescribedNeighbour[] {
  let left = mostCharacters;
  const end = neighbours.findIndex(({ name, signature, summary }) => {
    left -= name.length + (summary ?? signature ?? '').length;
    return left < 0;
  });
  return end === -1 ? neighbours : neighbours.slice(0, end);
}
