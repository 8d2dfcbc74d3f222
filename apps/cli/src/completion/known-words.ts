import { codebaseNames, type Graph, searchSymbols } from '@clew/graph-store';
import type { CommandShell } from '../command-shell.ts';
import { askGraph } from '../graphs/ask-graph.ts';
import { requireHome } from '../graphs/choose-codebase.ts';
import type { Candidate, KnownWords } from './complete.ts';

/** More than this nobody reads while typing. */
const most = 40;

/** The words that the graphs here know. @throws as `askGraph` */
export function knownWords(shell: CommandShell): KnownWords {
  return {
    async codebases() {
      return codebaseNames(requireHome(await shell.config(), shell.workingDir));
    },
    symbols: (text, options) => askGraph(shell, options, ({ graph }) => symbolWords(graph, text)),
  };
}

function symbolWords(graph: Graph, text: string): readonly Candidate[] {
  const { items } = searchSymbols({
    ctx: { graph },
    input: { q: text, origin: 'project', limit: most },
  });
  const words = new Map<string, Candidate>();
  for (const { fqn, kind, file } of items) {
    const value = endingWith(fqn, text);
    if (value === null || words.has(value)) continue;
    words.set(value, { value, description: file === null ? kind : `${kind}, ${file}` });
  }
  return [...words.values()];
}

/** The shortest end of a name that begins with the text, at a `/`, `#` or `.`; null without one. */
function endingWith(fqn: string, text: string): string | null {
  if (text === '') return fqn;
  for (
    let at = fqn.lastIndexOf(text);
    at >= 0;
    at = at === 0 ? -1 : fqn.lastIndexOf(text, at - 1)
  ) {
    if (at === 0 || '/#.'.includes(fqn.charAt(at - 1))) return fqn.slice(at);
  }
  return null;
}
