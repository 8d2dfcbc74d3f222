import type { GenerationJobConfig, GenerationResult, PlannedSummary } from '@clew/contracts';
import type { SummaryCandidate } from '@clew/graph-store';
import { costOf } from '../budget/create-meter.ts';
import type { GenerationContext } from './generation-context.ts';
import { membersByContainer } from './members-by-container.ts';
import { prepareSummary } from './prepare-summary.ts';
import { createTally } from './tally.ts';

/** What a prompt may be where no model says it. */
const usualPromptTokens = 4000;
const usualAnswerTokens = 1000;

/** Tells what a run would send, and about what it would use. Sends nothing. */
export async function planSummaries({
  ctx: { graph, root, redact, llm },
  input: { terms, candidates },
  signal,
}: {
  readonly ctx: GenerationContext;
  readonly input: Pick<GenerationJobConfig, 'terms'> & {
    readonly candidates: { readonly items: readonly SummaryCandidate[]; readonly total: number };
  };
  readonly signal: AbortSignal;
}): Promise<GenerationResult> {
  const budget = llm?.promptTokens ?? usualPromptTokens;
  const members = membersByContainer(candidates.items);
  const planned: PlannedSummary[] = [];
  const tally = createTally();
  for (const { fqn, kind, why } of candidates.items) {
    signal.throwIfAborted();
    const expected = new Set((members.get(fqn) ?? []).map(({ name }) => name));
    const prepared = await prepareSummary({
      ctx: { graph, root, redact },
      input: { fqn, terms, budget, expected },
    });
    if (prepared.kind === 'ready') planned.push({ fqn, kind, why, tokens: prepared.prompt.tokens });
    else tally.add(fqn, prepared);
  }
  const usage = {
    input: planned.reduce((sum, { tokens }) => sum + tokens, 0),
    output: planned.length * (llm?.answerTokens ?? usualAnswerTokens),
  };
  const prices = llm?.prices ?? null;
  return {
    dry_run: true,
    model: llm?.model ?? null,
    wanting: candidates.total,
    chosen: candidates.items.length,
    ...tally.counts(),
    stopped: null,
    usage: {
      requests: planned.length,
      input_tokens: usage.input,
      output_tokens: usage.output,
      estimated_requests: planned.length,
      cost: prices === null ? null : costOf(usage, prices),
    },
    planned,
  };
}
