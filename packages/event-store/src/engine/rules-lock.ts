import type { EventSession } from '../session.ts';

/**
 * Who evaluates shares this lock; who queues the past for a rule holds it alone. So an event is either
 * stored before the past is read, or evaluated by those who see the rule: none falls between.
 */
const rulesLock = 7_310_589_001;

/** Held until the transaction ends. */
export async function shareRules({ sql }: EventSession): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${rulesLock}::bigint)`;
}

/** Held until the transaction ends. Waits for evaluations that run. */
export async function holdRules({ sql }: EventSession): Promise<void> {
  await sql`select pg_advisory_xact_lock(${rulesLock}::bigint)`;
}
