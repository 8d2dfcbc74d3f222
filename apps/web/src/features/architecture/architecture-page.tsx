import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ask } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useMoment } from '../../use-moment.ts';
import { AntiPatterns } from './anti-patterns.tsx';
import { ArchitectureRules } from './architecture-rules.tsx';
import { LayerMatrix } from './layer-matrix.tsx';

const route = getRouteApi('/codebases/$codebase/architecture');

/** How the codebase is meant to be built, and where it is not. */
export function ArchitecturePage() {
  const { codebase } = route.useParams();
  const { rule } = route.useSearch();
  const at = useMoment();
  const layers = useQuery(ask(routes.getLayers, { params: { name: codebase }, query: { at } }));
  return (
    <Page>
      <PageHeader
        title="Architecture"
        lead="Layers and rules of clew.yaml, as the last index run read them."
      />
      {layers.isPending ? (
        <Skeleton rows={6} label="Loading the layers" />
      ) : layers.isError ? (
        <ProblemNotice error={layers.error} onRetry={() => layers.refetch()} />
      ) : layers.data.layers.length === 0 ? (
        <Panel title="Layers">
          <EmptyState icon="layers" title="No layer is named">
            <p>
              Name layers and rules in the section <code>architecture</code> of{' '}
              <code>clew.yaml</code>, then index again.
            </p>
          </EmptyState>
        </Panel>
      ) : (
        <>
          <LayerMatrix matrix={layers.data} />
          <ArchitectureRules codebase={codebase} architecture={layers.data.architecture} />
        </>
      )}
      <AntiPatterns key={rule ?? ''} codebase={codebase} rule={rule} />
    </Page>
  );
}
