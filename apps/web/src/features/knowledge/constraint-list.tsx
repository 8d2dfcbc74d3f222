import { routes } from '@clew/contracts/api';
import { call } from '../../api.ts';
import { keyOf } from '../../query.ts';
import { PagedList } from '../../ui/paged-list.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { useMoment } from '../../use-moment.ts';
import { AboutLink } from './about-link.tsx';
import { ConstraintForm } from './constraint-form.tsx';
import { ConstraintText } from './constraint-text.tsx';
import { Editable } from './editable.tsx';
import { filtersOf, type KnowledgeView } from './knowledge-view.ts';
import { NoTexts } from './no-texts.tsx';
import { WithSource } from './with-source.tsx';
import { Written } from './written.tsx';

/** The rules of the business that the code upholds, by name. */
export function ConstraintList({ view }: { readonly view: KnowledgeView }) {
  const { codebase } = view;
  const at = useMoment();
  const params = { name: codebase };
  const query = { ...filtersOf(view), at };
  const pages = usePages({
    queryKey: keyOf(routes.listConstraints, { params, query }),
    fetchPage: (cursor, signal) =>
      call(routes.listConstraints, { params, query: { ...query, cursor } }, { signal }),
  });
  return (
    <PagedList
      label="Constraints"
      pages={pages}
      rowKey={({ id }) => id}
      empty={
        <NoTexts view={view} title="No rule of the business is named">
          Add one: what must hold whatever the code becomes.
        </NoTexts>
      }
    >
      {(constraint) => (
        <Editable
          writable={at === undefined}
          what={`the constraint ${constraint.name}`}
          form={(onClose) => (
            <WithSource codebase={codebase} fqn={constraint.source?.fqn ?? null}>
              {(source) => (
                <ConstraintForm
                  codebase={codebase}
                  source={source}
                  constraint={constraint}
                  onClose={onClose}
                />
              )}
            </WithSource>
          )}
        >
          <ConstraintText constraint={constraint} />
          <Written of={constraint}>
            <AboutLink codebase={codebase} symbol={constraint.source} />
          </Written>
        </Editable>
      )}
    </PagedList>
  );
}
