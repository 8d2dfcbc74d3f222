import type { StoreOutcomes } from '../commands/each-store.ts';
import { indented } from './layout.ts';
import type { Paint } from './paint.ts';

/** What there is to say of one store: a few words for its heading and lines below it. */
export interface StoreReport {
  readonly verdict: string;
  readonly lines: readonly string[];
}

/** Every store under a heading of its own; an error takes the place of what could not be said. */
export function renderStores<G, E>(
  paint: Paint,
  outcomes: StoreOutcomes<G, E>,
  report: {
    readonly graph: (value: G) => StoreReport;
    readonly events: (value: E) => StoreReport;
  },
): string {
  const lines: string[] = [];
  const section = (name: string, where: string, { verdict, lines: details }: StoreReport) => {
    if (lines.length > 0) lines.push('');
    lines.push(`${paint.strong(name)}  ${verdict}`, ...indented([paint.faint(where), ...details]));
  };
  for (const { name, path, result } of outcomes.graphs ?? []) {
    const told = result.ok ? report.graph(result.value) : failure(paint, result.error.message);
    section(`graph ${name}`, path, told);
  }
  if (outcomes.graphs?.length === 0) {
    lines.push(`${paint.strong('graphs')}  none yet; a codebase makes one when it is created`);
  }
  if (outcomes.events !== null) {
    const { server, result } = outcomes.events;
    const told = result.ok ? report.events(result.value) : failure(paint, result.error.message);
    section('events', server, told);
  }
  return lines.join('\n');
}

function failure(paint: Paint, message: string): StoreReport {
  return { verdict: paint.bad('failed'), lines: message.split('\n') };
}
