import { GraphError } from '@clew/graph-store';
import type { HomeReply, HomeTask } from './home-task.ts';
import { homeVerbs } from './home-verbs.ts';

type AnyVerb = (call: { ctx: { home: string }; input: unknown }) => unknown;

/** The body of a home thread. */
export default async function answer({ home, verb, input }: HomeTask): Promise<HomeReply> {
  try {
    // Safe because the pool's `run` pairs each verb with its input and answer.
    const work = homeVerbs[verb] as AnyVerb;
    return { ok: true, answer: await work({ ctx: { home }, input }) };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { code, message, suggestions, issues } = error;
    return { ok: false, code, message, suggestions, issues };
  }
}
