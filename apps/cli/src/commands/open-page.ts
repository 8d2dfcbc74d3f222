import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { GraphOptions } from '../graphs/ask-graph.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';
import { nameArgument } from './symbol.ts';

interface OpenOptions extends AnswerOptions, GraphOptions {
  readonly print?: boolean;
}

export function addOpen(program: Command, shell: CommandShell): void {
  const command = program
    .command('open')
    .description('show a codebase or a symbol on the page, in the browser')
    .argument('[name]', `a symbol: ${nameArgument}`)
    .option('-p, --print', 'print the address instead of opening it')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: OpenOptions) => {
      const [{ findPage }, path] = await Promise.all([
        import('../api/find-page.ts'),
        pagePath(shell, options, name),
      ]);
      const url = `${await findPage(await shell.config())}${path}`;
      shell.answer(options, { url }, () => [url]);
      if (options.print === true || options.json === true) return;
      const { default: open } = await import('open');
      const browser = await open(url);
      browser.on('error', ({ message }) => {
        shell.note(`No browser could be started (${message}). Open the address yourself.`);
      });
    });
  addExamples(command, [
    ['clew open', 'the codebase of the current folder'],
    ['clew open Cart.add', 'a symbol and what its change would reach'],
    ['clew open --print', 'only the address'],
  ]);
}

/** Where the page shows it: a symbol, a codebase, or the list of codebases when none is meant. */
async function pagePath(
  shell: CommandShell,
  options: OpenOptions,
  name: string | undefined,
): Promise<string> {
  const { askGraph } = await import('../graphs/ask-graph.ts');
  try {
    return await askGraph(shell, options, ({ codebase, resolve }) => {
      const codebasePath = `/codebases/${encodeURIComponent(codebase.name)}`;
      if (name === undefined) return codebasePath;
      return `${codebasePath}/symbols?${new URLSearchParams({ symbol: resolve(name).fqn })}`;
    });
  } catch (error) {
    const { CliError } = await import('../cli-error.ts');
    const isElsewhere =
      error instanceof CliError && (error.code === 'no_home' || error.code === 'no_codebase_here');
    if (isElsewhere && name === undefined) return '/';
    throw error;
  }
}
