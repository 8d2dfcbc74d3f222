import type { DeletedSymbol as Deleted } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SymbolsView } from '../../places.ts';
import { ask } from '../../query.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useMoment } from '../../use-moment.ts';
import { DeletedNotice } from './deleted-notice.tsx';
import { HistoryTab } from './history-tab.tsx';
import { SymbolHeader } from './symbol-header.tsx';

interface DeletedSymbolProps {
  readonly route: SymbolsView;
  readonly fqn: string;
  /** What is shown when it is not a deleted symbol that is missing. */
  readonly children: ReactNode;
}

/** The page of a symbol that is not there, because it is deleted; it can be restored from here. */
export function DeletedSymbol({ route, fqn, children }: DeletedSymbolProps) {
  const at = useMoment();
  const params = { name: route.codebase };
  const deleted = useQuery({
    ...ask(routes.listDeletedSymbols, { params, query: { symbol: fqn, at } }),
    select: (page): Deleted | null => page.items[0] ?? null,
  });
  if (deleted.isPending) return <Skeleton rows={7} label="Loading the symbol" />;
  if (deleted.isError || deleted.data === null) return children;
  return (
    <>
      <SymbolHeader route={route} symbol={deleted.data} />
      <DeletedNotice route={route} symbol={deleted.data} />
      <h3 className="section-title">History</h3>
      <HistoryTab codebase={route.codebase} fqn={fqn} />
    </>
  );
}
