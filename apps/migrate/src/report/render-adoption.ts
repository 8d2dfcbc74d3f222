import type { Adoption } from '../commands/adopt.ts';
import type { Paint } from './paint.ts';
import { quarantineLines } from './quarantine-lines.ts';
import { leftBehindLines } from './render-preview.ts';
import { renderStores } from './render-stores.ts';

export function renderAdoption(paint: Paint, adoption: Adoption): string {
  const { codebase, source, target } = adoption;
  return renderStores<Adoption, never>(
    paint,
    {
      graphs: [{ name: codebase.name, path: target, result: { ok: true, value: adoption } }],
      events: null,
    },
    {
      graph: () => ({
        verdict: paint.good('adopted'),
        lines: [
          `from ${source}, which stays as it is`,
          `sources in ${codebase.root}`,
          ...adoption.applied.map((name) => `applied ${name}`),
          ...leftBehindLines(adoption.left_behind),
          ...quarantineLines(paint, adoption),
        ],
      }),
      events: (value) => value,
    },
  );
}
