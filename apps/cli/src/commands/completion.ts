import { Argument, type Command } from 'commander';
import type { CommandShell } from '../command-shell.ts';
import { completionScripts, type Shell, shells } from '../completion/scripts.ts';
import { addExamples } from './options.ts';

export function addCompletion(program: Command, shell: CommandShell): void {
  const command = program
    .command('completion')
    .description('print what makes a shell complete commands, options and symbols')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .action((name: Shell) => shell.out.write(completionScripts[name]));
  addExamples(command, [
    ['source <(clew completion bash)', 'in ~/.bashrc'],
    ['source <(clew completion zsh)', 'in ~/.zshrc, behind compinit'],
    ['clew completion fish | source', 'in ~/.config/fish/config.fish'],
  ]);
}
