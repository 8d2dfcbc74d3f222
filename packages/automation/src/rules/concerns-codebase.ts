import type { JsonValue } from '@clew/contracts';

/**
 * Whether a rule may look at an event: the rules of a codebase's file look at the changes of that
 * graph alone. Events of other triggers belong to no codebase, so every rule looks at them.
 */
export function concernsCodebase(
  rule: { readonly codebase?: string | null },
  event: { readonly trigger_ref: string; readonly payload: unknown },
): boolean {
  const codebase = rule.codebase ?? null;
  if (codebase === null || !event.trigger_ref.startsWith('graph.')) return true;
  return codebaseOf(event.payload) === codebase;
}

function codebaseOf(payload: unknown): JsonValue | undefined {
  if (typeof payload !== 'object' || payload === null || !('codebase' in payload)) return undefined;
  return typeof payload.codebase === 'string' ? payload.codebase : undefined;
}
