import { type Architecture, architectureSchema, type FactBatch } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, site, symbol } from '../../test/facts.ts';
import { type CheckArchitectureInput, checkArchitecture } from './check-architecture.ts';

const layers = {
  controller: { files: 'src/controllers/**' },
  service: { files: 'src/services/**' },
  repository: { annotations: ['Repository'] },
};

const controller = 'app/src/controllers/user.ts';
const service = 'app/src/services/user.ts';
const repository = 'app/src/data/users.ts';

/** A controller that goes past the service, and a repository known by its annotation alone. */
const shop: FactBatch = batch(
  [
    file(
      'src/controllers/user.ts',
      [symbol(`${controller}#show`), symbol(`${controller}#list`)],
      [
        edge(`${controller}#show`, `${service}#load`),
        edge(`${controller}#show`, `${repository}#Users.find`, 'calls', { line: 4 }),
        edge(`${controller}#show`, `${repository}#Users.find`, 'calls', { line: 9 }),
        edge(controller, service, 'imports'),
        edge(controller, 'lodash', 'imports', { line: 2 }),
      ],
      [site(`${controller}#list`, 'render')],
    ),
    file(
      'src/services/user.ts',
      [symbol(`${service}#load`)],
      [
        edge(`${service}#load`, `${repository}#Users.find`),
        edge(service, repository, 'imports'),
        edge(service, controller, 'imports', { line: 3, metadata: { type_only: true } }),
      ],
    ),
    file(
      'src/data/users.ts',
      [
        symbol(`${repository}#Users`, { kind: 'class', annotations: ['Repository'] }),
        symbol(`${repository}#Users.find`, { kind: 'method', parent: `${repository}#Users` }),
      ],
      [edge(repository, service, 'imports')],
    ),
  ],
  { scope: 'full', externals: [external('lodash', { kind: 'module', package: 'lodash' })] },
);

async function check(
  given: object,
  rest: Partial<CheckArchitectureInput> = {},
  facts: FactBatch = shop,
) {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  try {
    apply(graph, facts);
    const architecture: Architecture = architectureSchema.parse({ layers, ...given });
    return checkArchitecture({
      ctx: { graph },
      input: { architecture, today: '2026-06-01', ...rest },
    });
  } finally {
    graph.close();
  }
}

const past = {
  ref: 'arch.no-controller-to-repository',
  forbid: { from: { layer: 'controller' }, to: { layer: 'repository' }, relations: 'calls' },
};

test('a layer is reached past the next one: one violation a pair of symbols, with every site', async () => {
  const report = await check({ rules: [past] });
  expect(report.verdict).toBe('failed');
  expect(report.violations).toMatchObject([
    {
      rule: past.ref,
      severity: 'error',
      from: { fqn: `${controller}#show` },
      to: { fqn: `${repository}#Users.find` },
      sites: [
        { relation: 'calls', file: 'src/controllers/user.ts', line: 4 },
        { relation: 'calls', file: 'src/controllers/user.ts', line: 9 },
      ],
      sites_total: 2,
      status: 'new',
      message: `${controller}#show (controller) uses ${repository}#Users.find (repository), which is forbidden to it`,
    },
  ]);
  expect(report.rules).toMatchObject([
    { verdict: 'failed', scope: 3, violations: 1, unresolved_sites: 1, reason: null },
  ]);
});

test('a rule that nothing breaks passes, and tells how many sites nobody could name', async () => {
  const rule = {
    ref: 'arch.upwards',
    forbid: { from: { layer: 'repository' }, to: { layer: 'controller' } },
  };
  expect(await check({ rules: [rule] })).toMatchObject({
    verdict: 'passed',
    rules: [{ verdict: 'passed', scope: 2, unresolved_sites: 0 }],
    violations: [],
  });
});

test.each([
  ['from', { from: { files: 'lib/**' }, to: { layer: 'repository' } }],
  ['to', { from: { layer: 'controller' }, to: { files: 'lib/**' } }],
])('a rule whose %s matches nothing proves nothing', async (side, forbid) => {
  expect(await check({ rules: [{ ref: 'arch.none', forbid }] })).toMatchObject({
    verdict: 'unknown',
    rules: [{ verdict: 'unknown', reason: `no symbol matches "${side}"` }],
  });
});

test('a forbidden library that nobody uses is a kept rule', async () => {
  const forbid = { from: { origin: 'project' }, to: { packages: 'moment' } };
  expect(await check({ rules: [{ ref: 'arch.moment', forbid }] })).toMatchObject({
    verdict: 'passed',
  });
  const used = { from: { origin: 'project' }, to: { packages: 'lodash' } };
  expect(await check({ rules: [{ ref: 'arch.lodash', forbid: used }] })).toMatchObject({
    verdict: 'failed',
    violations: [{ from: { fqn: controller }, to: { fqn: 'lodash' } }],
  });
});

test('what a layer may import is closed, itself left out', async () => {
  const rule = (to: object[]) => ({
    ref: 'arch.controller-imports',
    allow: { from: { layer: 'controller' }, to },
  });
  const report = await check({ rules: [rule([{ layer: 'service' }])] });
  expect(report.violations.map(({ to }) => to?.fqn)).toEqual(['lodash']);
  const open = await check({ rules: [rule([{ layer: 'service' }, { packages: 'lodash' }])] });
  expect(open.verdict).toBe('passed');
});

test('cycles of files are found with a way around; imports of types alone make none', async () => {
  const cycles = { ref: 'arch.cycles', cycles: { level: 'file' } };
  expect((await check({ rules: [cycles] })).violations).toMatchObject([
    {
      to: null,
      message: `${repository} → ${service} → ${repository}`,
      cycle: { members: [repository, service], path: [repository, service, repository] },
    },
  ]);
  const withTypes = { ref: 'arch.cycles', cycles: { level: 'file', type_only: true } };
  expect((await check({ rules: [withTypes] })).violations).toMatchObject([
    { cycle: { members: [controller, repository, service] } },
  ]);
  const elsewhere = { ref: 'arch.cycles', cycles: { within: { layer: 'controller' } } };
  expect(await check({ rules: [elsewhere] })).toMatchObject({ verdict: 'passed' });
});

test('what is exempted or in the baseline does not fail, and what is no longer needed is told', async () => {
  const names = { rule: past.ref, from: `${controller}#show`, to: `${repository}#Users.find` };
  const baseline = { version: 1 as const, violations: [names, { ...names, from: 'app/gone' }] };
  expect(await check({ rules: [past] }, { baseline })).toMatchObject({
    verdict: 'passed',
    violations: [{ status: 'baselined' }],
    fixed: [{ ...names, from: 'app/gone' }],
    rules: [{ violations: 0, baselined: 1 }],
  });
  const exemption = { rule: past.ref, from: '**/controllers/**', reason: 'until it is rewritten' };
  expect(await check({ rules: [past], exemptions: [exemption] })).toMatchObject({
    verdict: 'passed',
    violations: [{ status: 'exempted' }],
    idle_exemptions: [],
  });
  const late = { ...exemption, until: '2026-06-01' };
  const idle = { ...exemption, from: 'nobody' };
  expect(await check({ rules: [past], exemptions: [late, idle] })).toMatchObject({
    verdict: 'failed',
    idle_exemptions: [
      `the exemption of ${past.ref} from **/controllers/** to ** is past its day (2026-06-01)`,
      `the exemption of ${past.ref} from nobody to ** exempts nothing`,
    ],
  });
});

test('a warning is told and does not fail', async () => {
  const report = await check({ rules: [{ ...past, severity: 'warning' }] });
  expect(report).toMatchObject({
    verdict: 'passed',
    rules: [{ verdict: 'failed', violations: 1 }],
  });
});

test('without rules nothing is proven', async () => {
  expect(await check({})).toMatchObject({ verdict: 'unknown', rules: [] });
});

test('what was deleted is no part of the architecture', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, shop);
  const without = shop.files.filter(({ path }) => path !== 'src/controllers/user.ts');
  apply(graph, { ...shop, files: without });
  const architecture = architectureSchema.parse({ layers, rules: [past] });
  const input = { architecture, today: '2026-06-01' };
  expect(checkArchitecture({ ctx: { graph }, input })).toMatchObject({
    verdict: 'unknown',
    rules: [{ reason: 'no symbol matches "from"' }],
  });
  graph.close();
});

test.each([
  [
    'a layer that is not there',
    { rules: [{ ref: 'a.b', forbid: { from: { layer: 'x' }, to: {} } }] },
  ],
  ['one ref twice', { rules: [past, past] }],
  ['an exemption of no rule', { exemptions: [{ rule: 'a.b', reason: 'so' }] }],
  ['a layer without traits', { layers: { empty: {} } }],
  ['a rule without a kind', { rules: [{ ref: 'a.b' }] }],
])('%s is refused', (_, given) => {
  expect(architectureSchema.safeParse({ layers, ...given }).success).toBe(false);
});
