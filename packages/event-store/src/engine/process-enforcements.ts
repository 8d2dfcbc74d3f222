import { errorText } from '../error-text.ts';
import type { EventSession } from '../session.ts';
import {
  type ClaimedEnforcement,
  claimEnforcements,
  type EnforcementFacts,
} from './claim-enforcements.ts';
import { type ChainCounts, reserveExecutions, returnExecutions } from './reserve-executions.ts';
import { dequeue, type Settlement, settleEnforcements } from './settle-enforcements.ts';
import { splitOnBadRows, trustingRows } from './split-on-bad-rows.ts';

/** `reason` null leaves the error that the enforcement has. */
export type EnforcementDecision =
  | { readonly kind: 'process' }
  | { readonly kind: 'disable'; readonly reason: string | null };

/** Decides what becomes of an enforcement. `budget_left`: executions that its chain may still have. */
export type DecideEnforcement = (
  facts: EnforcementFacts & { readonly budget_left: number },
) => EnforcementDecision;

export interface ProcessEnforcements {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** Most enforcements that are taken. */
    readonly limit: number;
    readonly decide: DecideEnforcement;
  };
}

export interface ProcessedEnforcements {
  /** Keys that were taken; when as many as the limit, there may be more. */
  readonly claimed: number;
  readonly processed: number;
  readonly disabled: number;
  /** Inserted executions: one for each that was processed. */
  readonly executions: number;
}

/**
 * Resolves a batch of pending enforcements, in one transaction: each gets an execution and becomes
 * `processed`, or becomes `disabled` with the reason. Executions are counted to their chain, so that
 * no chain has more than its budget however many engines work.
 *
 * An enforcement whose execution the server refuses is disabled with what the server said.
 */
export async function processEnforcements({
  ctx,
  input,
}: ProcessEnforcements): Promise<ProcessedEnforcements> {
  return trustingRows(ctx.events, async (session, isTrusting) => {
    const { enforcements, idle } = await claimEnforcements(session, input.limit);
    const reserved = countByRoot(enforcements);
    const [before] = await Promise.all([
      reserveExecutions(session, reserved),
      dequeue(session, idle),
    ]);
    const decided = decideAll(enforcements, before, input.decide);
    const refused: Settlement[] = [];
    const settled = await splitOnBadRows({
      session,
      isTrusting,
      items: decided,
      write: settleEnforcements,
      refused: ({ enforcement }, error) =>
        refused.push({ enforcement, status: 'disabled', reason: errorText(error.message) }),
    });
    if (refused.length > 0) await settleEnforcements(session, refused);
    const isRefused = new Set(refused.map(({ enforcement }) => enforcement.id));
    const processed = decided.filter(
      ({ enforcement, status }) => status === 'processed' && !isRefused.has(enforcement.id),
    );
    const used = countByRoot(processed.map(({ enforcement }) => enforcement));
    await returnExecutions(session, unused(reserved, used));
    return {
      claimed: enforcements.length + idle.length,
      processed: processed.length,
      disabled: decided.length - processed.length,
      executions: settled.reduce((sum, { executions }) => sum + executions, 0),
    };
  });
}

function decideAll(
  enforcements: readonly ClaimedEnforcement[],
  before: ChainCounts,
  decide: DecideEnforcement,
): readonly Settlement[] {
  const spent = new Map(before);
  return enforcements.map((enforcement): Settlement => {
    const { facts, chain } = enforcement;
    const executions = spent.get(chain.root_event) ?? 0;
    const decision = decide({ ...facts, budget_left: Math.max(0, chain.budget - executions) });
    if (decision.kind === 'disable') {
      return { enforcement, status: 'disabled', reason: errorText(decision.reason) };
    }
    spent.set(chain.root_event, executions + 1);
    return { enforcement, status: 'processed', reason: null };
  });
}

function countByRoot(enforcements: readonly ClaimedEnforcement[]): ChainCounts {
  const counts = new Map<number, number>();
  for (const { chain } of enforcements) {
    counts.set(chain.root_event, (counts.get(chain.root_event) ?? 0) + 1);
  }
  return counts;
}

function unused(reserved: ChainCounts, used: ChainCounts): ChainCounts {
  const left = new Map<number, number>();
  for (const [root, count] of reserved) {
    const rest = count - (used.get(root) ?? 0);
    if (rest > 0) left.set(root, rest);
  }
  return left;
}
