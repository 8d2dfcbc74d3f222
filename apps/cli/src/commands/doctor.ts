import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import type { Paint } from '../output/paint.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';

export function addDoctor(program: Command, shell: CommandShell): void {
  const command = program
    .command('doctor')
    .description('whether a graph is sound, and of the sources as they are')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (options: AnswerOptions & GraphOptions) => {
      const diagnosis = await askGraph(shell, options, async ({ graph, codebase }) => {
        const { diagnose } = await import('../doctor/diagnose.ts');
        return diagnose({ graph, root: codebase.root, name: codebase.name });
      });
      shell.answer(options, diagnosis, () => diagnosisLines(diagnosis, shell.paint));
      shell.endWith(diagnosis.ok ? 0 : 1);
    });
  command.addHelpText(
    'after',
    '\nReads the whole graph. Ends with 1 when something is not as it should be; notes do not count.',
  );
  addExamples(command, [
    ['clew doctor', 'the codebase of this folder'],
    ['clew doctor --json', 'for monitoring'],
  ]);
}

function diagnosisLines({ findings, ok, name }: Diagnosis, paint: Paint): readonly string[] {
  const marks = {
    good: paint.good('ok     '),
    note: paint.notable('note   '),
    bad: paint.bad('problem'),
  } as const;
  return [
    ...findings.flatMap(({ state, title, details }) => [
      `${marks[state]}  ${title}`,
      ...details.map((line) => `           ${line}`),
    ]),
    ok ? `${paint.strong(name)} is sound.` : `${paint.strong(name)} is ${paint.bad('not')} sound.`,
  ];
}
