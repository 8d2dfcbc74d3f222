import type { ScipReport } from '@clew/contracts';

const MAX_PROBLEMS = 20;

type ScipCount = Exclude<keyof ScipReport, 'tool' | 'problems'>;

/** Counts what an import met. */
export class ScipTally {
  tool = '';
  readonly #counts: Record<ScipCount, number> = {
    documents: 0,
    duplicate_documents: 0,
    skipped_documents: 0,
    documents_without_source: 0,
    occurrences: 0,
    definitions: 0,
    repeated_definitions: 0,
    references: 0,
    locals: 0,
    parameters: 0,
    namespaces: 0,
    forward_definitions: 0,
    malformed: 0,
    without_symbol: 0,
    skipped_occurrences: 0,
    symbols_without_definition: 0,
    symbols_without_information: 0,
    relationships_left_out: 0,
    invalid_texts: 0,
    estimated_callers: 0,
  };
  readonly #problems: string[] = [];

  count(key: ScipCount, by = 1): void {
    this.#counts[key] += by;
  }

  problem(message: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(message);
  }

  report(): ScipReport {
    return { tool: this.tool, ...this.#counts, problems: [...this.#problems] };
  }
}
