import type { FactBatch, FileFacts, GraphDrift, Relation } from '@clew/contracts';
import { relationSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

type DriftSet = GraphDrift['sets'][number];

/** What one side says, by what makes two sayings the same thing. */
type Sayings = Map<string, string>;

const defaultSamples = 5;

/**
 * Compares a graph with the facts of a full index of its sources, as sets, kind by kind. Nothing is
 * compared of files that the batch could not index, nor of languages that it does not cover, nor what
 * people entered by hand. Reads the whole graph, changes nothing.
 *
 * @param input.samples how many names each list shows at most
 */
export function compareFacts({
  ctx: { graph },
  input: { batch, samples = defaultSamples },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly batch: FactBatch; readonly samples?: number };
}): GraphDrift {
  const skipped = new Set(batch.failures.map(({ path }) => path));
  const languages = batch.languages === undefined ? null : new Set(batch.languages);
  const isCompared = ({ file, language }: Owned) =>
    file === null ||
    (!skipped.has(file) && (languages === null || language === null || languages.has(language)));
  const stored = (sql: string) => readSayings(graph, sql, isCompared);
  const set = (
    name: DriftSet['set'],
    sources: Sayings,
    held: Sayings,
    relation: Relation | null = null,
  ): DriftSet => ({
    set: name,
    relation,
    compared: sources.size,
    ...differences(sources, held, samples),
  });
  const sets = [
    set('files', filesOf(batch), stored(storedFiles)),
    set('symbols', symbolsOf(batch), stored(storedSymbols)),
    ...relationSchema.options.map((relation) =>
      set('edges', edgesOf(batch, relation), stored(storedEdges(relation)), relation),
    ),
    set('unresolved', unresolvedOf(batch), stored(storedUnresolved)),
    set('entry_points', entryPointsOf(batch), stored(storedEntryPoints)),
    set('external_dependencies', dependenciesOf(batch), stored(storedDependencies)),
  ];
  return {
    same: sets.every(({ missing, extra, changed }) => missing + extra + changed === 0),
    sets,
    skipped_files: [...skipped].sort(),
  };
}

function differences(
  sources: Sayings,
  held: Sayings,
  samples: number,
): Pick<DriftSet, 'missing' | 'extra' | 'changed' | 'samples'> {
  const missing = [...sources.keys()].filter((key) => !held.has(key));
  const extra = [...held.keys()].filter((key) => !sources.has(key));
  const changed = [...sources].flatMap(([key, saying]) => {
    const other = held.get(key);
    return other === undefined || other === saying ? [] : [key];
  });
  const first = (keys: readonly string[]) => keys.toSorted().slice(0, samples);
  return {
    missing: missing.length,
    extra: extra.length,
    changed: changed.length,
    samples: {
      missing: first(missing),
      extra: first(extra),
      changed: first(changed).map(
        (key) => `${key}: ${held.get(key) ?? ''} should be ${sources.get(key) ?? ''}`,
      ),
    },
  };
}

interface Owned {
  readonly key: string;
  readonly saying: string;
  readonly file: string | null;
  readonly language: string | null;
}

function readSayings(graph: Graph, sql: string, isCompared: (row: Owned) => boolean): Sayings {
  const sayings: Sayings = new Map();
  for (const row of graph.sqlite.prepare<[], Owned>(sql).iterate()) {
    if (isCompared(row)) sayings.set(row.key, row.saying);
  }
  return sayings;
}

const storedFiles = `
  select path as key, json_array(content_hash, language) as saying, path as file, language
  from files where deleted_at is null`;

const storedSymbols = `
  select s.fqn as key, f.path as file, f.language, json_array(
    s.kind, s.name, p.fqn, f.path, s.start_line, s.end_line, s.signature, json(s.modifiers),
    json(s.annotations), s.shape_hash, s.body_hash) as saying
  from symbols s left join files f on f.id = s.file_id left join symbols p on p.id = s.parent_id
  where s.deleted_at is null and s.origin = 'project'`;

const storedEdges = (relation: Relation) => `
  select s.fqn || ' ' || t.fqn || ':' || e.line as key, f.path as file, f.language,
    json_array(n.name, json(e.metadata)) as saying
  from edges e
  join relations r on r.id = e.relation and r.name = '${relation}'
  join resolutions n on n.id = e.resolution
  join symbols s on s.id = e.from_id and s.deleted_at is null
  join symbols t on t.id = e.to_id
  join files f on f.id = e.file_id`;

const storedUnresolved = `
  select s.fqn || ' ' || u.name || ':' || u.line || ' ' || u.reason as key,
    count(*) || '' as saying, f.path as file, f.language
  from unresolved_references u
  join symbols s on s.id = u.from_id and s.deleted_at is null
  join files f on f.id = u.file_id
  group by u.from_id, u.name, u.line, u.reason, u.file_id`;

const storedEntryPoints = `
  select s.fqn || ' ' || json_array(x.entry_type, x.http_method, x.http_path, x.cron_expression,
      x.mq_queue, x.name) || ' ' || f.path as key,
    x.resolution as saying, f.path as file, f.language
  from entry_points x join symbols s on s.id = x.symbol_id join files f on f.id = x.file_id`;

const storedDependencies = `
  select s.fqn || ' ' || json_array(x.dependency_type, x.target) || ' ' || f.path as key,
    x.strength as saying, f.path as file, f.language
  from external_dependencies x
  join symbols s on s.id = x.caller_id join files f on f.id = x.file_id`;

function filesOf({ files }: FactBatch): Sayings {
  return new Map(
    files.map(({ path, content_hash, language }) => [
      path,
      JSON.stringify([content_hash, language]),
    ]),
  );
}

function symbolsOf({ packages, files }: FactBatch): Sayings {
  const all = [
    ...packages.map((fact) => ({ fact, path: null })),
    ...files.flatMap(({ path, symbols }) => symbols.map((fact) => ({ fact, path }))),
  ];
  return new Map(
    all.map(({ fact, path }) => {
      const { fqn, kind, name, parent, start_line, end_line, signature } = fact;
      const { modifiers, annotations, shape_hash, body_hash } = fact;
      const place = [parent, path, start_line, end_line];
      const looks = [signature, modifiers, annotations, shape_hash, body_hash];
      return [fqn, JSON.stringify([kind, name, ...place, ...looks])];
    }),
  );
}

/** Of several edges at one place the first counts, as when they are applied. */
function edgesOf({ files }: FactBatch, wanted: Relation): Sayings {
  const sayings: Sayings = new Map();
  for (const { edges } of files) {
    for (const { from, to, relation, line, resolution, metadata } of edges) {
      const key = `${from} ${to}:${line}`;
      if (relation !== wanted || sayings.has(key)) continue;
      sayings.set(key, JSON.stringify([resolution, metadata]));
    }
  }
  return sayings;
}

function counted(keys: readonly string[]): Sayings {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map([...counts].map(([key, count]) => [key, String(count)]));
}

function unresolvedOf({ files }: FactBatch): Sayings {
  return counted(
    files.flatMap(({ unresolved }) =>
      unresolved.map(({ from, name, line, reason }) => `${from} ${name}:${line} ${reason}`),
    ),
  );
}

function entryPointsOf({ files }: FactBatch): Sayings {
  return firstOfEach(files, ({ path, entry_points = [] }) =>
    entry_points.map((fact) => {
      const { symbol, entry_type, http_method, http_path, cron_expression, mq_queue } = fact;
      const what = [
        entry_type,
        http_method,
        http_path,
        cron_expression,
        mq_queue,
        fact.name ?? null,
      ];
      return { ...fact, key: `${symbol} ${JSON.stringify(what)} ${path}`, saying: fact.resolution };
    }),
  );
}

function dependenciesOf({ files }: FactBatch): Sayings {
  return firstOfEach(files, ({ path, dependencies = [] }) =>
    dependencies.map((fact) => {
      const what = JSON.stringify([fact.dependency_type, fact.target]);
      return { ...fact, key: `${fact.caller} ${what} ${path}`, saying: fact.strength };
    }),
  );
}

/** Of the same detection in several lines the first counts, as when it is applied. */
function firstOfEach(
  files: readonly FileFacts[],
  detections: (
    file: FileFacts,
  ) => readonly { key: string; saying: string; line: number; detector: string }[],
): Sayings {
  const found = files
    .flatMap(detections)
    .toSorted((a, b) => a.line - b.line || (a.detector < b.detector ? -1 : 1));
  const sayings: Sayings = new Map();
  for (const { key, saying } of found) if (!sayings.has(key)) sayings.set(key, saying);
  return sayings;
}
