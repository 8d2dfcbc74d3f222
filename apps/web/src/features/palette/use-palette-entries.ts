import { routes } from '@clew/contracts/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatSite } from '../../format.ts';
import { overview, symbols } from '../../places.ts';
import { ask } from '../../query.ts';
import { useCodebases } from '../codebases/use-codebases.ts';
import { navGroups } from '../shell/nav-items.ts';
import type { PaletteEntry } from './palette-entry.ts';

const symbolsShown = 12;

export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}

/** What a text leads to. Pages and codebases answer at once (`text`), symbols when typing pauses (`settled`). */
export function usePaletteEntries(
  codebase: string | null,
  text: string,
  settled: string,
): { readonly groups: readonly PaletteGroup[]; readonly searching: boolean } {
  const codebases = useCodebases();
  const wanted = codebase !== null && settled !== '' && text !== '';
  const found = useQuery({
    ...ask(routes.searchSymbols, {
      params: { name: codebase ?? '' },
      query: { q: settled === '' ? undefined : settled, limit: symbolsShown },
    }),
    select: (page) => page.items,
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  const pages = navGroups(codebase).flatMap(({ label: group, items }) =>
    items.map(
      ({ label, icon, place }): PaletteEntry => ({
        id: `page ${group} ${label}`,
        label,
        note: group === 'Code' && codebase !== null ? codebase : group,
        icon,
        place,
      }),
    ),
  );
  const others = (codebases.data ?? []).map(
    ({ name, root }): PaletteEntry => ({
      id: `codebase ${name}`,
      label: name,
      note: root,
      icon: 'codebases',
      place: { ...overview(name), search: { at: null } },
    }),
  );
  const matching = wanted && codebase !== null ? (found.data ?? []) : [];
  const groups: readonly PaletteGroup[] = [
    { label: 'Pages', entries: pages.filter((entry) => startsAWord(entry.label, text)) },
    { label: 'Codebases', entries: others.filter((entry) => startsAWord(entry.label, text)) },
    {
      label: 'Symbols',
      entries: matching.map(
        (symbol): PaletteEntry => ({
          id: `symbol ${symbol.fqn}`,
          label: symbol.name,
          note: symbol.file === null ? symbol.fqn : formatSite(symbol.file, symbol.start_line),
          icon: 'symbols',
          place: symbols(codebase ?? '', { symbol: symbol.fqn }),
        }),
      ),
    },
  ];
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    searching: codebase !== null && text !== '' && (text !== settled || found.isFetching),
  };
}

function startsAWord(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/[\s_/-]+/);
  const asked = text.toLowerCase();
  return label.toLowerCase().startsWith(asked) || words.some((word) => word.startsWith(asked));
}
