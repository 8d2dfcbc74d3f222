import type { Command } from 'commander';
import type { CommandShell } from '../command-shell.ts';
import type { GraphOptions } from '../graphs/ask-graph.ts';
import { addExamples, codebaseOption } from './options.ts';

export function addMcp(program: Command, shell: CommandShell): void {
  const command = program
    .command('mcp')
    .description('serve the questions to a coding agent, over standard input and output')
    .addOption(codebaseOption())
    .action((options: GraphOptions) => serve(shell, options));
  command.addHelpText(
    'after',
    '\nThe agent starts it. Nothing but the protocol is written to standard output; it ends when standard\ninput does.',
  );
  addExamples(command, [
    ['claude mcp add clew -- clew mcp', 'make it known to an agent'],
    ['clew mcp --codebase shop', 'answer about one codebase alone'],
  ]);
}

async function serve(shell: CommandShell, { codebase }: GraphOptions): Promise<void> {
  const [{ createMcpServer }, { StdioServerTransport }, { openLocalSource }, { requireHome }] =
    await Promise.all([
      import('@clew/mcp'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('../graphs/local-source.ts'),
      import('../graphs/choose-codebase.ts'),
    ]);
  const home = requireHome(await shell.config(), shell.workingDir);
  await using source = openLocalSource(home, codebase);
  const server = createMcpServer({
    source,
    onError: (error) => shell.note(error instanceof Error ? error.message : String(error)),
  });
  await shell.interruptible(async (signal) => {
    const ended = new Promise<void>((resolve) => {
      process.stdin.once('end', resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await server.connect(new StdioServerTransport());
    await ended;
    await server.close();
  });
}
