import type { Verification } from '../commands/verify.ts';
import { counted } from './layout.ts';
import type { Paint } from './paint.ts';
import { renderStores } from './render-stores.ts';

export function renderVerify(paint: Paint, verification: Verification): string {
  return renderStores(paint, verification, {
    graph: ({ ok, problems }) => ({
      verdict: ok ? paint.good('as expected') : paint.bad(counted(problems.length, 'problem')),
      lines: ok
        ? ['schema, foreign keys and file are sound']
        : problems.map(({ check, message }) => `${check}: ${message}`),
    }),
    events: ({ ok, checked, deviations }) => {
      const wrong = deviations.filter(({ problem }) => problem !== 'unexpected').length;
      return {
        verdict: ok ? paint.good('as expected') : paint.bad(counted(wrong, 'problem')),
        lines: [
          `${counted(checked, 'object')} compared: tables, keys, triggers, hypertables, policies, aggregates`,
          ...deviations.map(({ object, problem }) => `${problem}: ${object}`),
        ],
      };
    },
  });
}
