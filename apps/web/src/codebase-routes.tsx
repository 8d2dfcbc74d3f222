import { createRoute, retainSearchParams, stripSearchParams } from '@tanstack/react-router';
import {
  architectureSearch,
  changesSearch,
  graphSearch,
  impactSearch,
  knowledgeSearch,
  usualChanges,
  usualGraph,
  usualImpact,
  usualKnowledge,
} from './codebase-places.ts';
import { TimeTravel } from './features/shell/time-travel.tsx';
import { lazyPage } from './lazy-page.ts';
import {
  codebasesSearch,
  momentSearch,
  overviewSearch,
  symbolsSearch,
  usualSymbols,
} from './places.ts';
import { root } from './root-route.tsx';

export const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyPage(() => import('./features/codebases/home-screen.tsx'), 'HomeScreen'),
});

const codebases = createRoute({
  getParentRoute: () => root,
  path: '/codebases',
  validateSearch: codebasesSearch,
  search: { middlewares: [stripSearchParams({ add: null })] },
  component: lazyPage(() => import('./features/codebases/codebases-page.tsx'), 'CodebasesPage'),
});

/** Everything about one codebase. The moment at which it is looked at stays from page to page. */
const codebase = createRoute({
  getParentRoute: () => root,
  path: '/codebases/$codebase',
  validateSearch: momentSearch,
  search: { middlewares: [retainSearchParams(['at'])] },
  component: TimeTravel,
});

const overview = createRoute({
  getParentRoute: () => codebase,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyPage(() => import('./features/codebases/overview-screen.tsx'), 'OverviewPage'),
});

const symbols = createRoute({
  getParentRoute: () => codebase,
  path: 'symbols',
  validateSearch: symbolsSearch,
  search: { middlewares: [stripSearchParams(usualSymbols)] },
  component: lazyPage(() => import('./features/symbols/symbols-screen.tsx'), 'SymbolsPage'),
});

const graph = createRoute({
  getParentRoute: () => codebase,
  path: 'graph',
  validateSearch: graphSearch,
  search: { middlewares: [stripSearchParams(usualGraph)] },
  component: lazyPage(() => import('./features/graph/graph-page.tsx'), 'GraphPage'),
});

const impact = createRoute({
  getParentRoute: () => codebase,
  path: 'impact',
  validateSearch: impactSearch,
  search: { middlewares: [stripSearchParams(usualImpact)] },
  component: lazyPage(() => import('./features/impact/impact-page.tsx'), 'ImpactPage'),
});

const changes = createRoute({
  getParentRoute: () => codebase,
  path: 'changes',
  validateSearch: changesSearch,
  search: { middlewares: [stripSearchParams(usualChanges)] },
  component: lazyPage(() => import('./features/changes/changes-page.tsx'), 'ChangesPage'),
});

const architecture = createRoute({
  getParentRoute: () => codebase,
  path: 'architecture',
  validateSearch: architectureSearch,
  component: lazyPage(
    () => import('./features/architecture/architecture-page.tsx'),
    'ArchitecturePage',
  ),
});

const knowledge = createRoute({
  getParentRoute: () => codebase,
  path: 'knowledge',
  validateSearch: knowledgeSearch,
  search: { middlewares: [stripSearchParams(usualKnowledge)] },
  component: lazyPage(() => import('./features/knowledge/knowledge-page.tsx'), 'KnowledgePage'),
});

export const codebaseRoutes = [
  codebases,
  codebase.addChildren([overview, symbols, graph, impact, changes, architecture, knowledge]),
] as const;
