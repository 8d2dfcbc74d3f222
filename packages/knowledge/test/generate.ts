import {
  type GenerationJobRequest,
  type GenerationProgress,
  generationJobConfigSchema,
  type Llm,
} from '@clew/contracts';
import { generateKnowledge } from '../src/generate/generate-knowledge.ts';
import type { RedactText } from '../src/generate/prepare-summary.ts';
import { stillClock } from './still-clock.ts';
import type { TempCodebase } from './temp-codebase.ts';

export const redactNothing: RedactText = Object.assign((text: string) => text, { longest: 0 });

/** A model at an address, with room for whatever a test does. */
export function llmAt(url: string, given: Partial<Llm> = {}): Llm {
  return {
    url,
    key: 'sk-of-the-test',
    model: 'stand-in',
    concurrency: 2,
    timeoutSeconds: 60,
    promptTokens: 4000,
    answerTokens: 500,
    prices: null,
    budget: { tokens: 10_000_000, cost: null },
    ...given,
  };
}

/** Runs a generation for a codebase, and keeps what it tells. */
export async function generate(
  { graph, root }: Pick<TempCodebase, 'graph' | 'root'>,
  llm: Llm | null,
  request: Partial<GenerationJobRequest> = {},
  {
    signal = new AbortController().signal,
    redact = redactNothing,
    clock = stillClock(),
    onOutcome,
  }: {
    readonly signal?: AbortSignal;
    readonly redact?: RedactText;
    readonly clock?: ReturnType<typeof stillClock>;
    readonly onOutcome?: (fqn: string, said: string) => void;
  } = {},
) {
  const { codebase: _, ...input } = generationJobConfigSchema.parse({
    codebase: 'demo',
    ...request,
  });
  const progress: GenerationProgress[] = [];
  const result = await generateKnowledge({
    ctx: { graph, root, llm, redact, clock },
    input,
    signal,
    onProgress: (step) => progress.push(step),
    ...(onOutcome === undefined ? {} : { onOutcome }),
  });
  return { result, progress, waits: clock.waits };
}
