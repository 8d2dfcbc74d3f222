import { z } from 'zod';

/** What a summary speaks about; `symbol` when no finer word fits. */
export const summaryLevelSchema = z.enum([
  'symbol',
  'function',
  'method',
  'class',
  'file',
  'module',
  'package',
]);
export type SummaryLevel = z.infer<typeof summaryLevelSchema>;
