import type { DeletionMode } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CodeSymbol, DeletionPreview } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatQuantity } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import { isAboutGraph } from '../codebases/is-about-graph.ts';

interface DeleteSymbolProps {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
  readonly preview: DeletionPreview;
}

/** Two ways to delete: one that can be taken back, and one that cannot. */
export function DeleteSymbol({ route, symbol, preview }: DeleteSymbolProps) {
  const [asked, setAsked] = useState<DeletionMode | null>(null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button icon="trash" onClick={() => setAsked('soft')}>
        Delete
      </Button>
      <Button look="quiet" onClick={() => setAsked('hard')}>
        Delete for good
      </Button>
      <span className="text-xs text-ink-faint">
        In the graph only; the sources are not touched.
      </span>
      {asked === null ? null : (
        <DeletionDialog
          key={asked}
          route={route}
          symbol={symbol}
          preview={preview}
          mode={asked}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

interface DeletionDialogProps extends DeleteSymbolProps {
  readonly mode: DeletionMode;
  readonly onClose: () => void;
}

function DeletionDialog({ route, symbol, preview, mode, onClose }: DeletionDialogProps) {
  const { fqn, name } = symbol;
  const client = useQueryClient();
  const go = useGo();
  const remove = useMutation({
    mutationFn: () =>
      call(routes.deleteSymbol, { params: { name: route.codebase, fqn }, query: { mode } }),
    onSuccess: async ({ total }) => {
      onClose();
      toast(
        mode === 'soft' ? `${name} is deleted` : `${name} is gone, ${formatQuantity(total, 'row')}`,
      );
      if (mode === 'hard') go(symbols(route.codebase, { ...route, symbol: null }));
      await client.invalidateQueries({ predicate: isAboutGraph });
    },
  });
  const breaks =
    preview.broken_callers_total === 0
      ? 'No caller loses its target.'
      : `${formatQuantity(preview.broken_callers_total, 'caller')} would lose the target.`;
  return (
    <ConfirmDialog
      title={mode === 'soft' ? `Delete ${name}?` : `Delete ${name} for good?`}
      action={mode === 'soft' ? 'Delete' : 'Delete for good'}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {mode === 'soft' ? (
        <p>
          {breaks} It can be restored from its page until it is purged, with what was written about
          it.
        </p>
      ) : (
        <p>
          {formatQuantity(preview.total, 'row')} would be removed, among them what was written about
          it. {breaks} This cannot be undone; an index run that finds it in the sources makes it
          anew.
        </p>
      )}
    </ConfirmDialog>
  );
}
