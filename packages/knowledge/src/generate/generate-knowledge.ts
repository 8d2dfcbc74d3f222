import type {
  GenerationJobConfig,
  GenerationProgress,
  GenerationResult,
  Llm,
} from '@clew/contracts';
import { listSummaryCandidates, type SummaryCandidate } from '@clew/graph-store';
import pLimit from 'p-limit';
import { createMeter, type Meter } from '../budget/create-meter.ts';
import { createChatClient } from '../client/create-chat-client.ts';
import { KnowledgeError } from '../knowledge-error.ts';
import type { GenerationContext } from './generation-context.ts';
import { membersByContainer } from './members-by-container.ts';
import { planSummaries } from './plan-summaries.ts';
import { createTally, reasonOf, type SymbolOutcome } from './tally.ts';
import { writeSummary } from './write-summary.ts';

/** So many symbols in a row that failed by an outage end a run: the server is down. */
const mostOutages = 3;

/**
 * Has a language model write the summaries that are missing or stale, members before what contains
 * them, within the budgets of the operator and of the request. Each one is stored as soon as it is
 * there, if its symbol is still what the model was told about; so a run that ends early, for whatever
 * reason, leaves nothing half done, and the next one goes on where it ended.
 *
 * @param onWritten told of each symbol as it ends
 * @throws KnowledgeError `generation_off`, `cost_unknown`; `llm_refused`, `llm_unavailable` or, when
 *   `signal` aborts, `generation_stopped`, with the counts so far as their `result`
 */
export async function generateKnowledge({
  ctx,
  input,
  signal,
  onProgress = () => {},
  onOutcome = () => {},
}: {
  readonly ctx: GenerationContext;
  readonly input: Omit<GenerationJobConfig, 'codebase'>;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: GenerationProgress) => void;
  readonly onOutcome?: (fqn: string, said: string) => void;
}): Promise<GenerationResult> {
  const { graph, llm } = ctx;
  const { scope, kinds, path, symbols, limit } = input;
  if (llm === null && !input.dry_run) throw generationOff();
  const candidates = listSummaryCandidates({
    ctx: { graph },
    input: { scope, kinds, path, symbols, limit },
  });
  if (input.dry_run || llm === null) {
    return await planSummaries({ ctx, input: { ...input, candidates }, signal });
  }
  const meter = createMeter({
    prices: llm.prices,
    budget: budgetOf(llm, input),
  });
  const client = createChatClient({ endpoint: llm, meter, clock: ctx.clock });
  const { items } = candidates;
  const tally = createTally();
  let done = 0;
  let isOverBudget = false;
  let outages = 0;
  let broken: unknown = null;
  const progress = (phase: GenerationProgress['phase']) =>
    onProgress({ phase, done, of: items.length, usage: meter.used() });

  const write = async (candidate: SummaryCandidate): Promise<SymbolOutcome> => {
    if (isOverBudget) return { kind: 'over_budget' };
    return await writeSummary({
      ctx: { ...ctx, client },
      input: {
        fqn: candidate.fqn,
        terms: input.terms,
        promptTokens: llm.promptTokens,
        answerTokens: llm.answerTokens,
      },
      signal,
    });
  };

  const end = (fqn: string, outcome: SymbolOutcome) => {
    done += 1;
    tally.add(fqn, outcome);
    if (outcome.kind === 'over_budget') isOverBudget = true;
    if (outcome.kind === 'generated') outages = 0;
    if (outcome.kind === 'failed' && outcome.isOutage) {
      outages += 1;
      if (outages >= mostOutages) broken ??= outage(llm, outcome.reason);
    }
    onOutcome(fqn, said(outcome));
    progress('generate');
  };

  progress('plan');
  const slots = pLimit(llm.concurrency);
  await membersFirst(items, (candidate) =>
    slots(async () => {
      if (broken !== null || signal.aborted) return;
      try {
        end(candidate.fqn, await write(candidate));
      } catch (error) {
        broken ??= error;
      }
    }),
  );
  const result = resultOf({ llm, candidates, meter, tally, isOverBudget });
  if (signal.aborted) throw stopped(signal, result);
  if (broken === null) return result;
  throw broken instanceof KnowledgeError ? withResult(broken, result) : broken;
}

/**
 * Runs work for each candidate as soon as it was done for its members among them, in their order
 * otherwise.
 */
async function membersFirst(
  items: readonly SummaryCandidate[],
  work: (candidate: SummaryCandidate) => Promise<void>,
): Promise<void> {
  const members = membersByContainer(items);
  const started = new Map<SummaryCandidate, Promise<void>>();
  const start = (candidate: SummaryCandidate): Promise<void> => {
    const known = started.get(candidate);
    if (known !== undefined) return known;
    const own = members.get(candidate.fqn) ?? [];
    const promise =
      own.length === 0 ? work(candidate) : Promise.all(own.map(start)).then(() => work(candidate));
    started.set(candidate, promise);
    return promise;
  };
  await Promise.all(items.map(start));
}

function budgetOf(
  { budget, prices }: Llm,
  asked: Pick<GenerationJobConfig, 'budget_tokens' | 'budget_cost'>,
): Llm['budget'] {
  if (asked.budget_cost !== undefined && prices === null) {
    throw new KnowledgeError(
      'cost_unknown',
      'A budget of money needs prices. Set CLEW_LLM_INPUT_PRICE and CLEW_LLM_OUTPUT_PRICE, or give a budget of tokens.',
    );
  }
  const costs = [budget.cost, asked.budget_cost ?? null].filter((cost) => cost !== null);
  return {
    tokens: Math.min(budget.tokens, asked.budget_tokens ?? budget.tokens),
    cost: costs.length === 0 ? null : Math.min(...costs),
  };
}

function resultOf(run: {
  readonly llm: Llm;
  readonly candidates: { readonly items: readonly SummaryCandidate[]; readonly total: number };
  readonly meter: Meter;
  readonly tally: ReturnType<typeof createTally>;
  readonly isOverBudget: boolean;
}): GenerationResult {
  return {
    dry_run: false,
    model: run.llm.model,
    wanting: run.candidates.total,
    chosen: run.candidates.items.length,
    ...run.tally.counts(),
    stopped: run.isOverBudget ? 'budget' : null,
    usage: run.meter.used(),
    planned: [],
  };
}

function said(outcome: SymbolOutcome): string {
  if (outcome.kind === 'generated') return `written with ${outcome.tokens} tokens`;
  const kind = outcome.kind === 'over_budget' ? 'skipped' : outcome.kind;
  return `${kind}: ${reasonOf(outcome)}`;
}

export function generationOff(): KnowledgeError {
  return new KnowledgeError(
    'generation_off',
    'No language model is named, so nothing is sent anywhere. Set CLEW_LLM_URL to the base address of an OpenAI-compatible API and CLEW_LLM_MODEL to one of its models (and CLEW_LLM_KEY to its key), or ask for a dry run.',
  );
}

function outage({ url }: Llm, reason: string): KnowledgeError {
  return new KnowledgeError(
    'llm_unavailable',
    `The language model at ${new URL(url).origin} does not answer (${reason}). Start it, or try again later.`,
  );
}

function stopped(signal: AbortSignal, result: GenerationResult): KnowledgeError {
  return new KnowledgeError(
    'generation_stopped',
    `The generation was stopped after ${result.generated} of ${result.chosen} summaries; those are stored.`,
    { cause: signal.reason, result },
  );
}

function withResult(error: KnowledgeError, result: GenerationResult): KnowledgeError {
  const { code, message, retryAfterSeconds, cause } = error;
  return new KnowledgeError(code, message, { cause, retryAfterSeconds, result });
}
