import type { KnowledgeState } from '@clew/contracts';
import { GraphError, type GraphErrorCode } from '../graph-error.ts';

/** What a thread answers. An error class does not survive the way between threads, so its parts travel. */
export type ThreadReply =
  | { readonly ok: true; readonly answer: unknown }
  | {
      readonly ok: false;
      readonly code: GraphErrorCode;
      readonly message: string;
      readonly suggestions: readonly string[];
      readonly issues: readonly { readonly path: string; readonly message: string }[];
      readonly current: KnowledgeState | null;
    };

/** Does the work of a thread, and waits for its end. What is not a `GraphError` goes on as it is. */
export async function replyOf(work: () => unknown): Promise<ThreadReply> {
  try {
    return { ok: true, answer: await work() };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { code, message, suggestions, issues, current } = error;
    return { ok: false, code, message, suggestions, issues, current };
  }
}

/** @throws GraphError when the thread did */
export function answerOf(reply: ThreadReply): unknown {
  if (reply.ok) return reply.answer;
  const { code, message, suggestions, issues, current } = reply;
  throw new GraphError(code, message, {
    suggestions,
    issues,
    ...(current === null ? {} : { current }),
  });
}
