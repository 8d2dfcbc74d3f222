import { readdirSync, readFileSync } from 'node:fs';

/**
 * Which package may import which. Imports point one way, so that a reader can take the packages in
 * this order and a change never reaches backwards. Apps import packages, never each other.
 */
const layers = {
  'packages/contracts': [],
  'packages/embedded-timescale': [],
  'packages/config-files': ['packages/contracts'],
  'packages/graph-store': ['packages/contracts'],
  'packages/event-store': ['packages/contracts'],
  'packages/testing': ['packages/contracts', 'packages/embedded-timescale'],
  'packages/indexer': ['packages/contracts', 'packages/config-files'],
  'packages/automation': [
    'packages/contracts',
    'packages/config-files',
    'packages/graph-store',
    'packages/event-store',
  ],
  'packages/knowledge': ['packages/contracts', 'packages/graph-store'],
  'packages/mcp': ['packages/contracts', 'packages/config-files', 'packages/graph-store'],
  'apps/web': ['packages/contracts'],
  'apps/cli': [
    'packages/contracts',
    'packages/config-files',
    'packages/graph-store',
    'packages/indexer',
    'packages/knowledge',
    'packages/mcp',
  ],
};

const isTest = String.raw`(\.test\.tsx?$|\.smoke\.ts$|/(bench|e2e|fixtures|snapshots|test)/|/(vitest|vite|drizzle)\.[^/]*config\.ts$)`;

/** The modules that a package offers: the sources of its `exports`. */
const entryPoints = readdirSync('packages').flatMap((name) => {
  const { exports = {} } = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
  return Object.values(exports).map(
    ({ source }) => `^packages/${name}/${source.replace('./', '').replaceAll('.', '\\.')}$`,
  );
});

export default {
  forbidden: [
    ...Object.entries(layers).map(([folder, allowed]) => ({
      name: `layers-${folder.replace('/', '-')}`,
      comment: `${folder} may import ${allowed.join(', ') || 'no other package of this repository'}.`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: isTest },
      to: { path: '^(packages|apps|tools)/', pathNot: [folder, ...allowed].map((p) => `^${p}/`) },
    })),
    {
      name: 'apps-stand-alone',
      comment: 'An app imports packages, never another app; nothing imports an app or a tool.',
      severity: 'error',
      from: { path: '^((?:packages|apps|tools)/[^/]+)/' },
      to: { path: '^(apps|tools)/', pathNot: ['^$1/', '^tools/[^/]+/'] },
    },
    {
      name: 'contracts-import-zod-only',
      comment: 'Browsers and servers load the contracts, so they stay free of everything but zod.',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: isTest },
      to: { pathNot: ['^packages/contracts/', 'node_modules/zod/'] },
    },
    {
      name: 'public-face-only',
      comment: "Import another package by its name and through its package.json's exports.",
      severity: 'error',
      from: { path: '^((?:packages|apps|tools)/[^/]+)/' },
      to: { path: '^packages/', pathNot: ['^$1/', ...entryPoints] },
    },
    {
      name: 'by-name-only',
      comment: 'A relative import stays inside its package.',
      severity: 'error',
      from: { path: '^((?:packages|apps)/[^/]+)/' },
      to: {
        dependencyTypes: ['local'],
        pathNot: ['^$1/', '^vitest\\.shared\\.ts$'],
      },
    },
    {
      name: 'testing-is-for-tests',
      comment: '@clew/testing is a development dependency.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: [isTest, '^packages/testing/'] },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'declared-dependencies',
      comment:
        'Declare it in the package.json of the package that imports it. Tools that every package shares (vitest) are declared once, in the root.',
      severity: 'error',
      from: {},
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
        pathNot: '/node_modules/vitest/',
      },
    },
    {
      name: 'runtime-dependencies',
      comment: 'What runs in production is a dependency, not a development dependency.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: [isTest, '^apps/web/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '/(fixtures|snapshots)/' },
      // What is built need not be built when this runs; of SARIF there are types alone.
      to: { couldNotResolve: true, pathNot: ['/dist/', '^sarif$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(packages|apps)/[^/]+/dist/', '^packages/.*/(snapshots|fixtures)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '.css'],
    },
  },
};
