import type { Graph } from '@clew/graph-store';
import type { ChatMessage } from '../client/chat-message.ts';
import type { ChatClient } from '../client/create-chat-client.ts';
import { readAnswer } from '../prompt/read-answer.ts';
import { prepareSummary, type RedactText } from './prepare-summary.ts';
import { storeAnswer } from './store-answer.ts';
import type { SymbolOutcome } from './tally.ts';

/** How often an answer of the wrong form is asked for. */
const mostAnswers = 2;

/** What was answered is not sent back: it may be anything. */
const reminder: ChatMessage = {
  role: 'user',
  content:
    'Your last answer was not one JSON object of the form that was asked for. Answer with that object alone.',
};

/** Has the summary of one symbol written and stores it. */
export async function writeSummary({
  ctx: { graph, root, redact, client },
  input: { fqn, terms, promptTokens, answerTokens },
  signal,
}: {
  readonly ctx: {
    readonly graph: Graph;
    readonly root: string;
    readonly redact: RedactText;
    readonly client: ChatClient;
  };
  readonly input: {
    readonly fqn: string;
    readonly terms: boolean;
    readonly promptTokens: number;
    readonly answerTokens: number;
  };
  readonly signal: AbortSignal;
}): Promise<SymbolOutcome> {
  const prepared = await prepareSummary({
    ctx: { graph, root, redact },
    input: { fqn, terms, budget: promptTokens },
  });
  if (prepared.kind !== 'ready') return prepared;
  const { messages } = prepared.prompt;
  let tokens = 0;
  let problem = '';
  for (let answer = 0; answer < mostAnswers; answer += 1) {
    const sent = answer === 0 ? messages : [...messages, reminder];
    const reply = await client.ask({ messages: sent, answerTokens, signal });
    if (reply.kind !== 'answered') return reply;
    tokens += reply.tokens;
    const read = readAnswer(reply.text);
    if (read.kind === 'malformed') {
      problem = read.problem;
      continue;
    }
    const stored = storeAnswer({
      ctx: { graph },
      input: {
        prepared,
        summary: redact(read.summary),
        terms: terms
          ? read.terms.map(({ term, meaning, synonyms }) => ({
              term: redact(term),
              meaning: redact(meaning),
              synonyms: synonyms.map((word) => redact(word)),
            }))
          : [],
      },
    });
    if (stored === null) return { kind: 'outdated', reason: 'it changed while the model wrote' };
    return { kind: 'generated', terms: stored, tokens };
  }
  return {
    kind: 'failed',
    reason: `the model answered in a wrong form, twice: ${problem}`,
    isOutage: false,
  };
}
