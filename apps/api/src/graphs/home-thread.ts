import { replyOf, type ThreadReply } from '@clew/graph-store';
import type { HomeTask } from './home-task.ts';
import { homeVerbs } from './home-verbs.ts';

type AnyVerb = (call: { ctx: { home: string }; input: unknown }) => unknown;

/** The body of a home thread. */
export default function answer({ home, verb, input }: HomeTask): Promise<ThreadReply> {
  // Safe because the pool's `run` pairs each verb with its input and answer.
  const work = homeVerbs[verb] as AnyVerb;
  return replyOf(() => work({ ctx: { home }, input }));
}
