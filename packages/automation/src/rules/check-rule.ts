import type { JsonValue } from '@clew/contracts';
import { type CheckRule, checkJson } from '@clew/event-store';
import { AutomationError } from '../automation-error.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type TemplateNode,
} from '../templates/compile-template.ts';

type Issues = AutomationError['issues'];

/**
 * Checks a rule that is about to be saved: the parameters of its trigger against the trigger's schema,
 * its condition, its templates, and what stands in its parameters literally against the schema of the
 * action. What an expression will answer is checked when it is there.
 *
 * @throws AutomationError `condition_invalid`, `template_invalid` or `parameters_invalid` with every
 *   issue, at `trigger_params.<path>`, `when:<line>:<column>` or `with.<path>`.
 */
export const checkRule: CheckRule = (rule, action, trigger) => {
  const failures: AutomationError[] = [];
  attempt(failures, () => checkTriggerParams(rule.trigger_params, trigger));
  attempt(failures, () => compileCondition(rule.when));
  const template = attempt(failures, () => compileTemplate(rule.action_params));
  if (template !== undefined) {
    attempt(failures, () => checkLiterals(template, action));
  }
  const [first] = failures;
  if (first === undefined) return;
  throw new AutomationError(first.code, failures.map(({ message }) => message).join(' '), {
    issues: failures.flatMap(({ issues }) => issues),
    cause: first,
    ...(first.position === null ? {} : { position: first.position }),
  });
};

function attempt<T>(failures: AutomationError[], check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof AutomationError)) throw error;
    failures.push(error);
    return undefined;
  }
}

function checkTriggerParams(params: JsonValue, trigger: Parameters<CheckRule>[2]): void {
  const issues = checkJson(trigger.param_schema, params, 'param_schema').map(
    ({ path, message }) => ({
      path: path === '' ? 'trigger_params' : `trigger_params.${path}`,
      message,
    }),
  );
  refuseParameters(issues, `the trigger ${trigger.ref}`);
}

function refuseParameters(issues: Issues, misfit: string): void {
  const [first] = issues;
  if (first === undefined) return;
  throw new AutomationError(
    'parameters_invalid',
    `The parameters do not fit ${misfit}: "${first.path}" ${first.message}.`,
    { issues },
  );
}

/** What holds whatever the values are. */
const independentOfValues = new Set(['required', 'additionalProperties']);

function checkLiterals(template: CompiledTemplate, action: Parameters<CheckRule>[1]): void {
  const open: string[] = [];
  const value = literalPart(template.root, '', open);
  const issues = checkJson(action.param_schema, value, 'param_schema')
    .filter(
      ({ path, keyword }) =>
        independentOfValues.has(keyword) || !open.some((at) => leadsTo(path, at)),
    )
    .map(({ path, message }) => ({ path: path === '' ? 'with' : `with.${path}`, message }));
  refuseParameters(issues, `the action ${action.ref}`);
}

/** The value with every expression left blank; their paths are added to `open`. */
function literalPart(node: TemplateNode, path: string, open: string[]): JsonValue {
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'list':
      return node.items.map((item, at) => literalPart(item, below(at), open));
    case 'object':
      return Object.fromEntries(
        node.entries.map(({ key, node: item }) => [key, literalPart(item, below(key), open)]),
      );
    case 'value':
    case 'text':
      open.push(path);
      return '';
  }
}

/** Whether the value at `path` holds, or is, the one at `at`. */
function leadsTo(path: string, at: string): boolean {
  return path === '' || path === at || at.startsWith(`${path}.`);
}
