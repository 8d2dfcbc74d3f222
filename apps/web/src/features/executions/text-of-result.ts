import type { ExecutionOutput, JsonValue } from '@clew/contracts';
import { z } from 'zod';

const text = z.string().catch('');
const written = z.object({ stdout: text, stderr: text }).catch({ stdout: '', stderr: '' });

/** What the result of a run says that it wrote; an action keeps it there, under the names of the streams. */
export function textOfResult(result: JsonValue): ExecutionOutput {
  return written.parse(result);
}
