import { ClewError } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { type NewAuditEntry, recordAudit } from './record-audit.ts';

/**
 * Entries wait for each other for a moment and are stored together, so that an answer never waits
 * for the audit log. Entries that cannot be stored because the server is away wait for it; what is
 * lost all the same (too many wait, the server refuses them, the end comes first) goes to `onLost`.
 */
export interface AuditLog {
  record(entry: NewAuditEntry): void;
  /** Stores what waits, then takes no more. */
  close(): Promise<void>;
}

export interface AuditLogOptions {
  readonly ctx: { readonly events: EventSession };
  /** Told every entry that is lost, with the reason. */
  readonly onLost: (entries: readonly NewAuditEntry[], reason: unknown) => void;
  readonly delayMs?: number;
  readonly maxWaiting?: number;
}

const maxBatch = 500;

export function openAuditLog(options: AuditLogOptions): AuditLog {
  const { ctx, onLost, delayMs = 100, maxWaiting = 10_000 } = options;
  let waiting: NewAuditEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let storing: Promise<void> | undefined;
  let closed = false;

  const schedule = () => {
    if (closed || timer !== undefined || storing !== undefined || waiting.length === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      storing = storeBatch(false).finally(() => {
        storing = undefined;
        schedule();
      });
    }, delayMs);
    timer.unref();
  };

  const storeBatch = async (last: boolean): Promise<void> => {
    const entries = waiting.slice(0, maxBatch);
    try {
      await recordAudit({ ctx, input: { entries } });
      waiting = waiting.slice(entries.length);
    } catch (error) {
      const later = error instanceof ClewError && error.problem === 'unavailable';
      if (later && !last) return;
      waiting = waiting.slice(entries.length);
      onLost(entries, error);
    }
  };

  return {
    record(entry) {
      if (closed || waiting.length >= maxWaiting) {
        onLost([entry], new Error(closed ? 'The log is closed' : 'Too many entries wait'));
        return;
      }
      waiting.push(entry);
      schedule();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await storing;
      while (waiting.length > 0) await storeBatch(true);
    },
  };
}
