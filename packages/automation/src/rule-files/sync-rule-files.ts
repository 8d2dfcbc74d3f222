import { ClewError, type JsonValue, type RuleFileReport } from '@clew/contracts';
import { type EventSession, removeFileDefinitions, saveFileDefinitions } from '@clew/event-store';
import { checkRule } from '../rules/check-rule.ts';
import { findSecret } from '../secrets/find-secret.ts';
import type { Redact } from '../secrets/redact.ts';
import { parseRuleFile, type RuleFileProblem } from './parse-rule-file.ts';
import { type FoundRuleFile, readRuleFiles } from './read-rule-files.ts';

export interface SyncRuleFiles {
  readonly ctx: {
    readonly events: EventSession;
    /** Knows the secrets, which rules are to name and never to hold. */
    readonly redact: Redact;
  };
  readonly input: {
    /** Absolute path of the codebase. */
    readonly root: string;
    readonly codebase: string;
  };
}

interface Refs {
  readonly rules: Set<string>;
  readonly actions: Set<string>;
}

/**
 * Brings the rules and actions of a codebase in line with its `clew.yaml` and `.clew/rules/*.yaml`. A
 * file with a problem takes no effect: its rules stay as they were.
 *
 * @throws what the store throws when it cannot be reached.
 */
export async function syncRuleFiles({ ctx, input }: SyncRuleFiles): Promise<RuleFileReport> {
  const refs: Refs = { rules: new Set(), actions: new Set() };
  const problems: RuleFileProblem[] = [];
  const keep: string[] = [];
  const found = await readRuleFiles(input.root);
  for (const file of found) {
    const wrong = await syncFile({ ctx, file, codebase: input.codebase, refs });
    if (wrong.length > 0) keep.push(file.path);
    problems.push(...wrong);
  }
  const removed = await removeFileDefinitions({
    ctx,
    input: {
      codebase: input.codebase,
      rules: [...refs.rules],
      actions: [...refs.actions],
      keep,
    },
  });
  return {
    files: found.length - keep.length,
    rules: refs.rules.size,
    actions: refs.actions.size,
    removed: removed.rules + removed.actions,
    problems,
  };
}

async function syncFile(input: {
  readonly ctx: SyncRuleFiles['ctx'];
  readonly file: FoundRuleFile;
  readonly codebase: string;
  readonly refs: Refs;
}): Promise<readonly RuleFileProblem[]> {
  const { ctx, file, codebase, refs } = input;
  const problem = (line: number, message: string) => ({ file: file.path, line, message });
  if (file.kind === 'unreadable') return [problem(1, file.reason)];
  const parsed = parseRuleFile(file.path, file.text);
  if (parsed.kind === 'invalid') return parsed.problems;
  const { content, lineOf } = parsed;

  const repeated = (['rules', 'actions'] as const).flatMap((kind) => {
    const seen = new Set(refs[kind]);
    return content[kind].flatMap(({ ref }, index) => {
      if (seen.has(ref)) return [problem(lineOf([kind, index, 'ref']), `${ref} is defined twice`)];
      seen.add(ref);
      return [];
    });
  });
  if (repeated.length > 0) return repeated;

  const inClear = (['rules', 'actions'] as const).flatMap((kind) =>
    content[kind].flatMap((definition, index) => {
      const path = findSecret(asJson(definition), ctx.redact);
      if (path === null) return [];
      const field = fieldOf(path);
      const said = `${field.join('')} holds the value of a secret. Name it: \${{ secrets.NAME }}`;
      return [problem(lineOf([kind, index, ...field]), said)];
    }),
  );
  if (inClear.length > 0) return inClear;

  let saving: readonly ['actions' | 'rules', number] = ['actions', 0];
  try {
    await saveFileDefinitions({
      ctx: { events: ctx.events, checkRule },
      input: {
        codebase,
        source_path: file.path,
        ...content,
        onSave: (kind, index) => {
          saving = [kind === 'action' ? 'actions' : 'rules', index];
        },
      },
    });
  } catch (error) {
    if (!(error instanceof ClewError) || !tellable.has(error.problem)) throw error;
    const [kind, index] = saving;
    const [first] = error.issues;
    return [problem(lineOf([kind, index, ...fieldOf(first?.path)]), error.message)];
  }
  for (const { ref } of content.rules) refs.rules.add(ref);
  for (const { ref } of content.actions) refs.actions.add(ref);
  return [];
}

/** What was parsed from YAML is JSON, but for what is left out. */
function asJson(definition: object): JsonValue {
  return JSON.parse(JSON.stringify(definition)) as JsonValue;
}

/** Faults of the file, as opposed to those of the store. */
const tellable: ReadonlySet<ClewError['problem']> = new Set([
  'invalid_request',
  'conflict',
  'unprocessable',
]);

/** The field of a file's entry that an issue's path names: `when:1:5`, `with.url`, `trigger_params.n`. */
function fieldOf(path = ''): readonly string[] {
  const [field = ''] = path.split(/[.:[]/);
  const names: Readonly<Record<string, string>> = {
    action_params: 'with',
    trigger_ref: 'on',
    trigger_params: 'params',
    action_ref: 'do',
  };
  const name = names[field] ?? field;
  return name === '' ? [] : [name];
}
