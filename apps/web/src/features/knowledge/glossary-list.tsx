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
import { TermForm } from './term-form.tsx';
import { TermText } from './term-text.tsx';
import { WithSource } from './with-source.tsx';
import { Written } from './written.tsx';

/** The words of the business, by name. */
export function GlossaryList({ view }: { readonly view: KnowledgeView }) {
  const { codebase } = view;
  const at = useMoment();
  const params = { name: codebase };
  const query = { ...filtersOf(view), at };
  const pages = usePages({
    queryKey: keyOf(routes.listGlossary, { params, query }),
    fetchPage: (cursor, signal) =>
      call(routes.listGlossary, { params, query: { ...query, cursor } }, { signal }),
  });
  return (
    <PagedList
      label="Glossary"
      pages={pages}
      rowKey={({ id }) => id}
      empty={
        <NoTexts view={view} title="No word of the business is named">
          Add one: what the code calls it, and what it means to those who pay for it.
        </NoTexts>
      }
    >
      {(term) => (
        <Editable
          writable={at === undefined}
          what={`the term ${term.code_term}`}
          form={(onClose) => (
            <WithSource codebase={codebase} fqn={term.source?.fqn ?? null}>
              {(source) => (
                <TermForm codebase={codebase} source={source} term={term} onClose={onClose} />
              )}
            </WithSource>
          )}
        >
          <TermText term={term} />
          <Written of={term}>
            <AboutLink codebase={codebase} symbol={term.source} />
          </Written>
        </Editable>
      )}
    </PagedList>
  );
}
