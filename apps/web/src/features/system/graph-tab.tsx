import type { ComponentType } from 'react';
import { useGo } from '../../navigation.tsx';
import { type SystemTab, system } from '../../pipeline-places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { useCodebases } from '../codebases/use-codebases.ts';
import { Answered } from './answered.tsx';

interface GraphTabProps {
  readonly tab: SystemTab;
  readonly codebase: string | null;
  /** What is shown of the graph. */
  readonly part: ComponentType<{ readonly codebase: string }>;
}

/** A part of the system page about one graph, which is chosen here. */
export function GraphTab({ tab, codebase, part: Part }: GraphTabProps) {
  const codebases = useCodebases();
  const go = useGo();
  const names = (codebases.data ?? []).map(({ name }) => name);
  const chosen = codebase ?? names[0] ?? null;
  return (
    <Answered answer={codebases} what="the codebases">
      {() =>
        chosen === null ? (
          <EmptyState icon="codebases" title="There is no codebase yet">
            <p>
              Index one with <code>clew index</code>; its graph is examined here.
            </p>
          </EmptyState>
        ) : (
          <>
            {names.length < 2 ? null : (
              <div>
                <Select
                  label="Codebase"
                  all="The first codebase"
                  value={chosen}
                  options={names}
                  name={(name) => name}
                  onChange={(of) => go(system({ tab, of }), { replace: true })}
                />
              </div>
            )}
            <Part key={chosen} codebase={chosen} />
          </>
        )
      }
    </Answered>
  );
}
