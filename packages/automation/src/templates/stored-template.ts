import type { JsonValue } from '@clew/contracts';
import { isList } from '../conditions/cel-value.ts';

/**
 * How parameters that wait for a run are stored.
 *
 * Rendering leaves an object with the one key `$clew_template` where an expression needs a secret or
 * the enforcement:
 *
 *     "Bearer ${{ secrets.TOKEN }}"  ->  { "$clew_template": ["Bearer ", { "run": "secrets.TOKEN" }] }
 *     "${{ enforcement.id }}"        ->  { "$clew_template": { "run": "enforcement.id" } }
 *
 * Only rendering writes that key. In every other object, from the rule's author or from an event, a key
 * `$clew_template` with any number of `$` before it gets one `$` more, and loses it again when the
 * parameters are resolved. The second pass reads these objects alone and never looks for `${{` in
 * strings, so nothing that an event holds can become an expression.
 */
export const storedTemplateKey = '$clew_template';

const markerLike = /^\$+clew_template$/;
const escapedMarker = /^\$\$+clew_template$/;

/** Makes a JSON value mean itself in stored parameters. */
export function literalConfig(json: JsonValue): JsonValue {
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map(literalConfig);
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [escapeKey(key), literalConfig(item)]),
  );
}

/** A key that cannot be taken for that of a stored template. */
export function escapeKey(key: string): string {
  return markerLike.test(key) ? `$${key}` : key;
}

/** The key that was escaped. */
export function unescapeKey(key: string): string {
  return escapedMarker.test(key) ? key.slice(1) : key;
}
