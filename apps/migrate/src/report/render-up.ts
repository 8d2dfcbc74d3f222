import type { UpResult } from '../commands/up.ts';
import { counted } from './layout.ts';
import type { Paint } from './paint.ts';
import { quarantineLines } from './quarantine-lines.ts';
import { renderStores } from './render-stores.ts';

export function renderUp(paint: Paint, result: UpResult): string {
  return renderStores(paint, result, {
    graph: ({ created, applied, backup, compacted, ...outcome }) => ({
      verdict: verdict(paint, applied.length, created),
      lines: [
        ...applied.map((name) => `applied ${name}`),
        ...(backup === null ? [] : [`backup ${backup.path}`]),
        ...(backup?.pruned ?? []).map((path) => `removed old backup ${path}`),
        ...(compacted ? ['gave back the space of the rebuilt tables'] : []),
        ...quarantineLines(paint, outcome),
      ],
    }),
    events: ({ applied, refreshed }) => ({
      verdict: verdict(paint, applied.length, false),
      lines: [
        ...applied.map((name) => `applied ${name}`),
        ...(refreshed.length === 0 ? [] : [`refreshed ${refreshed.join(', ')}`]),
      ],
    }),
  });
}

function verdict(paint: Paint, applied: number, created: boolean): string {
  if (applied === 0) return paint.good('up to date');
  return paint.good(created ? 'created' : `${counted(applied, 'migration')} applied`);
}
