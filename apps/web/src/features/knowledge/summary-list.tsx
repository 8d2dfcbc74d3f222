import { routes } from '@clew/contracts/api';
import { call } from '../../api.ts';
import { keyOf } from '../../query.ts';
import { PagedList } from '../../ui/paged-list.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { useMoment } from '../../use-moment.ts';
import { AboutLink } from './about-link.tsx';
import { Editable } from './editable.tsx';
import { filtersOf, type KnowledgeView } from './knowledge-view.ts';
import { NoTexts } from './no-texts.tsx';
import { SummaryForm } from './summary-form.tsx';
import { WithSource } from './with-source.tsx';
import { Written } from './written.tsx';

/** What symbols do, in prose, by symbol. */
export function SummaryList({ view }: { readonly view: KnowledgeView }) {
  const { codebase } = view;
  const at = useMoment();
  const params = { name: codebase };
  const query = { ...filtersOf(view), at };
  const pages = usePages({
    queryKey: keyOf(routes.listSummaries, { params, query }),
    fetchPage: (cursor, signal) =>
      call(routes.listSummaries, { params, query: { ...query, cursor } }, { signal }),
  });
  return (
    <PagedList
      label="Summaries"
      pages={pages}
      rowKey={({ target, level }) => `${target.fqn} ${level}`}
      empty={
        <NoTexts view={view} title="No summary is written">
          Write one in the tab Knowledge of a symbol, or have a model write them with{' '}
          <code>clew knowledge generate</code>.
        </NoTexts>
      }
    >
      {(summary) => (
        <Editable
          writable={at === undefined}
          what={`the ${summary.level} summary of ${summary.target.name}`}
          form={(onClose) => (
            <WithSource codebase={codebase} fqn={summary.target.fqn}>
              {(source) =>
                source === null ? null : (
                  <SummaryForm
                    codebase={codebase}
                    source={source}
                    summary={summary}
                    onClose={onClose}
                  />
                )
              }
            </WithSource>
          )}
        >
          <p>
            <AboutLink codebase={codebase} symbol={summary.target} />
          </p>
          <p className="text-pretty whitespace-pre-line wrap-anywhere">{summary.summary}</p>
          <Written of={summary} />
        </Editable>
      )}
    </PagedList>
  );
}
