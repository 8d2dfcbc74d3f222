import type { z } from 'zod';

/**
 * What a command line says, as a schema of the contracts reads it.
 *
 * @throws CliError `option_invalid` that lists what is wrong
 */
export async function readOption<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { CliError } = await import('../cli-error.ts');
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  const list = issues.map(({ path, message }) => `${path.replaceAll('_', ' ')} ${message}`);
  throw new CliError('option_invalid', `Nothing was written: ${list.join('; ')}.`, { issues });
}
