import type { ClewErrorOptions } from '@clew/contracts';
import { EventStoreError } from './event-store-error.ts';

interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly {
            readonly path: readonly PropertyKey[];
            readonly message: string;
          }[];
        };
      };
}

/**
 * Checks a verb's input against its contract and fills in the defaults.
 *
 * @throws EventStoreError `invalid_input` that lists every problem; nothing was read or written.
 */
export function parseInput<T>(schema: Schema<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues: NonNullable<ClewErrorOptions['issues']> = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  const list = issues
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  throw new EventStoreError('invalid_input', `The input is not valid: ${list}`, { issues });
}
