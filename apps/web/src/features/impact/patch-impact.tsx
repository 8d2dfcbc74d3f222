import { maxPatchLength } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ChangeImpact, Impact } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type ImpactDepth, symbols, usualSymbols } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useMoment } from '../../use-moment.ts';
import { KindBadge } from '../symbols/kind-badge.tsx';
import { SymbolPlace } from '../symbols/symbol-place.tsx';
import { ReachReport } from './reach-report.tsx';

interface PatchImpactProps {
  readonly codebase: string;
  readonly depth: ImpactDepth;
}

const states = ['before', 'after'] as const;
const stateNames = { before: 'the code before it', after: 'the code after it' } as const;
const mostItems = 500;

/** The impact of a unified diff. The diff stays in the page: it may be far longer than a URL. */
export function PatchImpact({ codebase, depth }: PatchImpactProps) {
  const at = useMoment();
  const [patch, setPatch] = useState('');
  const [holds, setHolds] = useState<(typeof states)[number]>('before');
  const answer = useMutation({
    mutationFn: () =>
      call(
        routes.getChangeImpact,
        { params: { name: codebase }, query: { at } },
        { body: { patch, graph_holds: holds, depth, limit: mostItems } },
      ),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate();
  };
  return (
    <>
      <form onSubmit={submit} className="grid gap-3">
        <Field
          label="Unified diff"
          hint="As git diff prints it. It is only read; nothing is stored."
          error={patch.length > maxPatchLength ? 'This is too long: at most 1 MB.' : null}
        >
          {(control) => (
            <TextArea
              {...control}
              rows={8}
              spellCheck={false}
              className="font-mono text-xs"
              placeholder={'--- a/src/cart.ts\n+++ b/src/cart.ts\n@@ -1,3 +1,3 @@'}
              value={patch}
              onChange={(event) => setPatch(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Segments
            label="The graph holds"
            options={states}
            value={holds}
            name={(each) => stateNames[each]}
            onChange={setHolds}
          />
          <Button
            type="submit"
            look="primary"
            disabled={patch.trim() === '' || patch.length > maxPatchLength || answer.isPending}
          >
            {answer.isPending ? 'Following the impact' : 'Show the impact'}
          </Button>
        </div>
      </form>
      {answer.isError ? (
        <ProblemNotice error={answer.error} onRetry={() => answer.mutate()} />
      ) : null}
      {answer.data === undefined ? null : (
        <section aria-label="Impact of the diff" className="grid gap-4">
          <Touched codebase={codebase} impact={answer.data} />
          <ReachReport
            view={{ ...usualSymbols, codebase, depth }}
            impact={aroundTheChange(answer.data)}
          />
        </section>
      )}
    </>
  );
}

const reasons = {
  new: 'is new',
  not_indexed: 'is not indexed',
  changed_since: 'was written after the last index run',
} as const;

function Touched({
  codebase,
  impact,
}: {
  readonly codebase: string;
  readonly impact: ChangeImpact;
}) {
  return (
    <Panel
      title={`Touches ${formatQuantity(impact.touched.length, 'symbol')}`}
      flush={impact.touched.length > 0}
    >
      {impact.touched.length === 0 ? (
        <p className="text-ink-soft">No line of it lies in a symbol of the graph.</p>
      ) : (
        <ul>
          {impact.touched.map(({ symbol, change }) => (
            <li
              key={symbol.fqn}
              className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-0"
            >
              <KindBadge kind={symbol.kind} />
              <span className="grid min-w-0 flex-1">
                <Link
                  to={symbols(codebase, { symbol: symbol.fqn })}
                  className="truncate font-mono hover:underline"
                  title={symbol.fqn}
                >
                  {symbol.name}
                </Link>
                <SymbolPlace symbol={symbol} />
              </span>
              <Tag tone={change === 'deleted' || change === 'signature' ? 'warn' : 'neutral'}>
                {change}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      {impact.unknown_files.length === 0 ? null : (
        <ul className="grid gap-1 px-4 py-2 text-xs text-warn">
          {impact.unknown_files.map(({ file, reason }) => (
            <li key={file}>
              <code>{file}</code> {reasons[reason]}.
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** The change as the one thing in the middle, which whatever uses a touched symbol is joined to. */
function aroundTheChange(impact: ChangeImpact): Impact {
  const touched = new Set(impact.touched.map(({ symbol }) => symbol.fqn));
  const target = {
    fqn: 'the change',
    name: 'the change',
    kind: 'unknown',
    origin: 'project',
    file: null,
    start_line: null,
  } as const;
  return {
    ...impact,
    target,
    items: impact.items.map((item) =>
      touched.has(item.via.fqn) ? { ...item, via: { ...item.via, fqn: target.fqn } } : item,
    ),
  };
}
