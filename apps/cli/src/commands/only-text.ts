import type { Page } from '@clew/contracts';

interface Numbered {
  readonly id: number;
  readonly source: { readonly fqn: string } | null;
}

/**
 * The one term or constraint that a name or a number means.
 *
 * @throws CliError `option_invalid` when there is none, or more than one of the name
 */
export async function onlyText<Text extends Numbered>({
  read,
  name,
  wanted,
  what,
}: {
  readonly read: (cursor: string | undefined) => Page<Text>;
  readonly name: (text: Text) => string;
  readonly wanted: string;
  /** How such a text is called. */
  readonly what: string;
}): Promise<Text> {
  const meant: Text[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = read(cursor);
    meant.push(
      ...page.items.filter(
        (text) => String(text.id) === wanted || name(text).toLowerCase() === wanted.toLowerCase(),
      ),
    );
    cursor = page.next_cursor;
  }
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  const { CliError } = await import('../cli-error.ts');
  throw new CliError(
    'option_invalid',
    only === undefined
      ? `There is no ${what} "${wanted}". List them to see which there are.`
      : [
          `"${wanted}" may mean ${meant.length}. Give its number:`,
          ...meant.map((each) =>
            `  ${each.id}  ${name(each)}  ${each.source?.fqn ?? ''}`.trimEnd(),
          ),
        ].join('\n'),
  );
}
