import type { DeletedSymbol } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { formatQuantity } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { isAboutGraph } from '../codebases/is-about-graph.ts';

interface RestoreButtonProps {
  readonly codebase: string;
  readonly symbol: DeletedSymbol;
  readonly look?: 'primary' | 'plain';
}

/** Brings a deleted symbol back, with what was deleted together with it. */
export function RestoreButton({ codebase, symbol, look = 'plain' }: RestoreButtonProps) {
  const { fqn, name, members } = symbol;
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => call(routes.restoreSymbol, { params: { name: codebase, fqn } }),
    onSuccess: async () => {
      toast(
        members === 0
          ? `${name} is back`
          : `${name} is back, with ${formatQuantity(members, 'member')}`,
      );
      await client.invalidateQueries({ predicate: isAboutGraph });
    },
  });
  return (
    <>
      <Button
        look={look}
        icon="retry"
        aria-label={`Restore ${name}`}
        disabled={restore.isPending}
        onClick={() => restore.mutate()}
      >
        Restore
      </Button>
      {restore.error === null ? null : <ProblemNotice error={restore.error} />}
    </>
  );
}
