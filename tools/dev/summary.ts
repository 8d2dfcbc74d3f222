import type { Codebase } from '@clew/contracts';
import pc from 'picocolors';

export interface Summary {
  readonly web: string;
  readonly api: string;
  readonly eventsUrl: string;
  readonly home: string;
  /** The file that holds the first token. */
  readonly token: string;
  readonly logs: string;
  /** The indexed repository, or why it is not indexed. */
  readonly codebase: Codebase | { readonly problem: string };
}

/** The one thing that a start prints at its end. */
export function summaryText({ web, api, eventsUrl, home, token, logs, codebase }: Summary): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Web', pc.cyan(web)],
    ['API', pc.cyan(`${api}/api/v1`)],
    ['API docs', pc.cyan(`${api}/docs`)],
    ['Token', `cat ${token}`],
    ['Database', `psql ${withoutPassword(eventsUrl)}`],
    ['Data', home],
    ['Logs', logs],
    ['Codebase', codebaseText(codebase)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return [
    '',
    pc.bold('Clew is running.'),
    '',
    ...rows.map(([label, value]) => `  ${pc.dim(label.padEnd(width))}${value}`),
    '',
    `Ctrl-C stops everything.`,
    '',
  ].join('\n');
}

function codebaseText(codebase: Summary['codebase']): string {
  if ('problem' in codebase) return pc.red(`not indexed: ${codebase.problem}`);
  const { files, symbols, edges } = codebase.counts;
  const count = (value: number) => value.toLocaleString('en-US');
  return `${codebase.name}: ${count(files)} files, ${count(symbols)} symbols, ${count(edges)} edges`;
}

/** A given database may have a password; it does not belong on a screen. */
function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  return shown.toString();
}
