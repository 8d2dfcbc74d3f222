import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type KnowledgeSearch, knowledgeOf, knowledgeViews } from '../../codebase-places.ts';
import { useGo } from '../../navigation.tsx';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { useMoment } from '../../use-moment.ts';
import { useDraft } from '../symbols/use-draft.ts';
import { ConstraintList } from './constraint-list.tsx';
import { GlossaryList } from './glossary-list.tsx';
import type { KnowledgeView } from './knowledge-view.ts';
import { NewText } from './new-text.tsx';
import { SummaryList } from './summary-list.tsx';

const route = getRouteApi('/codebases/$codebase/knowledge');
const typingPauseMs = 200;
const viewNames = {
  terms: 'Glossary',
  constraints: 'Constraints',
  summaries: 'Summaries',
} as const;
const staleNames = { yes: 'Stale only', no: 'Not stale' } as const;
const added = { terms: 'term', constraints: 'constraint', summaries: null } as const;

/** All that people and models wrote about a codebase. */
export function KnowledgePage() {
  const { codebase } = route.useParams();
  const view: KnowledgeView = { ...route.useSearch(), codebase };
  return <KnowledgeScreen key={codebase} view={view} />;
}

function KnowledgeScreen({ view }: { readonly view: KnowledgeView }) {
  const { codebase } = view;
  const go = useGo();
  const writable = useMoment() === undefined;
  const change = (at: Partial<KnowledgeSearch>) =>
    go(knowledgeOf(codebase, { ...view, ...at }), { replace: true });
  const [draft, setDraft] = useDraft(view.q, (q) => change({ q }), typingPauseMs);
  const [adding, setAdding] = useState<KnowledgeView['view'] | null>(null);
  const what = writable ? added[view.view] : null;
  return (
    <Page>
      <PageHeader
        title="Knowledge"
        lead="What the code means to the business, and where what was written may no longer hold."
        actions={
          <Segments
            label="Show"
            options={knowledgeViews}
            value={view.view}
            name={(each) => viewNames[each]}
            onChange={(next) => go(knowledgeOf(codebase, { ...view, view: next }))}
          />
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <TextInput
          type="search"
          aria-label="Filter by text"
          placeholder="Filter by text"
          autoComplete="off"
          className="max-w-80"
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
        />
        <Select
          label="Stale"
          all="Stale or not"
          value={view.stale}
          options={['yes', 'no'] as const}
          name={(option) => staleNames[option]}
          onChange={(stale) => change({ stale })}
        />
      </div>
      {what === null || adding !== view.view ? null : (
        <NewText codebase={codebase} what={what} onClose={() => setAdding(null)} />
      )}
      <Panel
        title={viewNames[view.view]}
        flush
        aside={
          what === null || adding === view.view ? null : (
            <Button look="quiet" icon="plus" onClick={() => setAdding(view.view)}>
              Add a {what}
            </Button>
          )
        }
      >
        <Texts view={view} />
      </Panel>
    </Page>
  );
}

function Texts({ view }: { readonly view: KnowledgeView }) {
  switch (view.view) {
    case 'terms':
      return <GlossaryList view={view} />;
    case 'constraints':
      return <ConstraintList view={view} />;
    case 'summaries':
      return <SummaryList view={view} />;
  }
}
