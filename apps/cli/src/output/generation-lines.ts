import type { GenerationResult, GenerationUsage } from '@clew/contracts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';

/** How many symbols are named. */
const few = 20;

/** What a generation did, or would do, in lines. */
export function generationLines(result: GenerationResult, paint: Paint): readonly string[] {
  const { dry_run, chosen, wanting, model, usage } = result;
  const of = wanting > chosen ? `, of ${wanting.toLocaleString('en-US')} that lack one` : '';
  if (dry_run) {
    return [
      `Would ask ${paint.strong(model ?? 'a language model')} for ${summaries(result.planned.length)}${of}.`,
      ...result.planned
        .slice(0, few)
        .map(
          ({ fqn, why, tokens }) =>
            `  ${fqn}  ${paint.faint(`${why}, ${counted(tokens, 'token')}`)}`,
        ),
      ...more(result.planned.length),
      paint.faint(`  about ${used(usage)}`),
      ...missLines(result, paint),
    ];
  }
  const terms = result.terms === 0 ? '' : ` and ${counted(result.terms, 'term')}`;
  return [
    `Wrote ${summaries(result.generated)}${terms}${of}.`,
    ...(result.stopped === 'budget' ? [paint.notable('  The budget is used up.')] : []),
    paint.faint(`  ${counted(usage.requests, 'request')}, ${used(usage)}`),
    ...missLines(result, paint),
  ];
}

function missLines({ outdated, failed, skipped, misses }: GenerationResult, paint: Paint) {
  if (misses.length === 0) return [];
  return [
    paint.notable(`  ${failed} failed, ${outdated} outdated, ${skipped} skipped:`),
    ...misses.slice(0, few).map(({ fqn, reason }) => `    ${fqn}  ${reason}`),
    ...more(failed + outdated + skipped),
  ];
}

function more(count: number): readonly string[] {
  return count > few ? [`    and ${count - few} more`] : [];
}

function summaries(count: number): string {
  return counted(count, 'summary', 'summaries');
}

/** The currency is that of the prices, which nobody names. */
function used({ input_tokens, output_tokens, cost }: GenerationUsage): string {
  const tokens = counted(input_tokens + output_tokens, 'token');
  return cost === null ? tokens : `${tokens}, cost ${cost.toFixed(4)}`;
}
