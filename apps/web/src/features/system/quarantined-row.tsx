import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { QuarantinedRow } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatMoment } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toasts.tsx';

export const quarantineReasons = {
  missing_reference: 'pointed at nothing',
  duplicate: 'was there twice',
  reference_cleared: 'kept without what it pointed at',
  value_replaced: 'kept with another value',
} as const satisfies Record<QuarantinedRow['reason'], string>;

interface QuarantinedRowProps {
  readonly codebase: string;
  readonly row: QuarantinedRow;
  readonly onClose: () => void;
  /** The row left the quarantine. */
  readonly onSettled: () => void;
}

/** One row as it was, what keeps it in quarantine, and what can be done with it. */
export function QuarantinedRowDialog({ codebase, row, onClose, onSettled }: QuarantinedRowProps) {
  const [asked, setAsked] = useState(false);
  const name = `${row.table} ${row.row_id}`;
  const params = { name: codebase, id: row.id };
  const settle = (what: string) => {
    toast(what);
    onSettled();
    onClose();
  };
  const restore = useMutation({
    mutationFn: () => call(routes.restoreQuarantined, { params }),
    onSuccess: ({ table, row_id }) => settle(`Put back as ${table} ${row_id}.`),
  });
  const discard = useMutation({
    mutationFn: () => call(routes.discardQuarantined, { params }),
    onSuccess: () => settle(`${name} is discarded.`),
  });
  if (asked) {
    return (
      <ConfirmDialog
        title={`Discard ${name}?`}
        action="Discard the row"
        busy={discard.isPending}
        error={discard.error}
        onConfirm={() => discard.mutate()}
        onClose={() => setAsked(false)}
      >
        It leaves the quarantine for good. The graph stays as it is, and only a backup of the older
        database has the row then.
      </ConfirmDialog>
    );
  }
  return (
    <Dialog
      label={`Quarantined row ${name}`}
      onClose={onClose}
      className="m-auto w-[min(640px,calc(100vw-32px))] rounded-control"
    >
      <section className="grid gap-3 p-4">
        <header className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="mono text-md">{name}</h2>
          <span className="text-ink-soft">
            {row.type}: {quarantineReasons[row.reason]}
          </span>
          <span className="numeric ml-auto text-xs text-ink-faint">
            {formatMoment(row.quarantined_at)}
          </span>
        </header>
        <div className="mono overflow-auto rounded-chip border border-line p-2 text-xs">
          <JsonView value={row.row} />
        </div>
        <p className="flex items-start gap-2">
          <span className={row.obstacle === null ? 'text-ok' : 'text-warn'}>
            <Icon name={row.obstacle === null ? 'check' : 'warning'} />
          </span>
          <span className="min-w-0 wrap-anywhere">
            {row.obstacle ?? 'Everything that it points at is in the graph: it can be put back.'}
          </span>
        </p>
        {restore.error === null ? null : <ProblemNotice error={restore.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button icon="trash" onClick={() => setAsked(true)}>
            Discard
          </Button>
          <Button
            look="primary"
            disabled={row.obstacle !== null || restore.isPending}
            onClick={() => restore.mutate()}
          >
            Put it back
          </Button>
        </div>
      </section>
    </Dialog>
  );
}
