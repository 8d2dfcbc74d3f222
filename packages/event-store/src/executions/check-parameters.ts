import type { Action, JsonValue } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { checkJson } from '../json-schema/check-json.ts';

/**
 * Checks the parameters of an action that are about to be stored.
 *
 * @throws EventStoreError `parameters_invalid` with issues at `config.…`.
 */
export function checkParameters(
  action: Pick<Action, 'ref' | 'param_schema'>,
  config: JsonValue,
): void {
  const issues = checkJson(action.param_schema, config, 'param_schema').map(
    ({ path, message }) => ({ path: path === '' ? 'config' : `config.${path}`, message }),
  );
  const [first] = issues;
  if (first === undefined) return;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more, see issues)` : '';
  throw new EventStoreError(
    'parameters_invalid',
    `The parameters do not fit the action ${action.ref}: "${first.path}" ${first.message}${more}.`,
    { issues },
  );
}
