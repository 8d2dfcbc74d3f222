import type { DumpMode, SchemaDump } from '../commands/dump.ts';
import type { Paint } from './paint.ts';

export function renderDump(paint: Paint, dumps: readonly SchemaDump[], mode: DumpMode): string {
  switch (mode) {
    case 'print':
      return dumps.map(({ schema }) => schema).join('\n');
    case 'write':
      return dumps
        .map(({ store, file, drift }) =>
          drift === null
            ? `${paint.strong(store)}  ${paint.good('unchanged')}  ${file}`
            : `${paint.strong(store)}  ${paint.notable('written')}  ${file}`,
        )
        .join('\n');
    case 'check':
      return dumps
        .map(({ store, file, drift }) =>
          drift === null
            ? `${paint.strong(store)}  ${paint.good('no drift')}  ${file}`
            : `${paint.strong(store)}  ${paint.bad('drifted')}  ${file}\nRun \`pnpm migrate dump ${store}\` and commit the result.\n${paintPatch(paint, drift)}`,
        )
        .join('\n');
  }
}

function paintPatch(paint: Paint, patch: string): string {
  return patch
    .split('\n')
    .map((line) => {
      if (line.startsWith('+')) return paint.good(line);
      return line.startsWith('-') ? paint.bad(line) : line;
    })
    .join('\n');
}
