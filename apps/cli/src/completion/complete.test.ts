import { Argument, Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { complete, type KnownWords } from './complete.ts';

const known: KnownWords = {
  codebases: async () => ['shop', 'till'],
  symbols: async (text, { codebase = 'here' }) => [
    { value: `${text}-of-${codebase}`, description: 'function' },
  ],
};

function program(): Command {
  const root = new Command('clew');
  root
    .command('callers')
    .description('who calls')
    .argument('<name>')
    .addOption(new Option('-r, --relation <relation>').choices(['calls', 'contains']))
    .option('-c, --codebase <name>')
    .option('--blocking', 'list what could add')
    .option('--cursor <cursor>');
  const token = root.command('token').description('who may');
  token.command('create').description('make one').argument('<name>');
  root.command('completion').addArgument(new Argument('<shell>').choices(['bash', 'zsh']));
  return root;
}

test.each([
  [[''], ['callers', 'token', 'completion', 'help']],
  [['to'], ['token']],
  [
    ['token', ''],
    ['create', 'help'],
  ],
  [['token', 'create', ''], []],
  [['completion', 'z'], ['zsh']],
  [['completion', 'bash', ''], []],
  [['callers', '--b'], ['--blocking']],
  [
    ['callers', '-r', 'c'],
    ['calls', 'contains'],
  ],
  [['callers', '--cursor', ''], []],
  [['callers', '-c', 's'], ['shop']],
  [['callers', 'op'], ['op-of-here']],
  [['callers', '--blocking', '-c', 'till', 'op'], ['op-of-till']],
  [['callers', '--', '-x'], ['-x-of-here']],
  [['callers', 'open', ''], []],
])('behind %j', async (words, values) => {
  const candidates = await complete(program(), words, known);
  expect(candidates.map(({ value }) => value)).toEqual(values);
});
