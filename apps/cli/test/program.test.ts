import { problemSchema } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { runClew } from './run-clew.ts';

const cwd = new URL('.', import.meta.url).pathname;

test('the help names every command and what exit codes mean', async () => {
  const [asked, bare] = await Promise.all([runClew(['--help'], { cwd }), runClew([], { cwd })]);
  expect([asked.exitCode, asked.error]).toEqual([0, '']);
  expect(asked.out).toMatchInlineSnapshot(`
    "Usage: clew [options] [command]

    Asks the graph of a codebase: who calls this, what breaks if it changes, and why.

    Options:
      -V, --version             print the version
      -h, --help                show how it is used

    Ask the graph:
      search [options] <text>   find symbols by a part of their name
      symbol [options] <name>   show one symbol
      callers [options] <name>  who calls a symbol, and where
      callees [options] <name>  what a symbol calls, and where
      impact [options] <name>   what a change of a symbol would reach

    Keep it up to date:
      index [options] [root]    bring the graph of a codebase up to date with its sources

    Ask the API:
      events                    what happens, through the API
      token                     who may use the API
      open [options] [name]     show a codebase or a symbol on the page, in the browser

    Around it:
      completion <shell>        print what makes a shell complete commands, options and symbols
      help [command]            show how a command is used

    Exit codes: 0 done · 1 something is not as it should be · 2 wrong usage or configuration · 3 could not be told or done
    \`clew <command> --help\` shows examples.
    "
  `);
  expect(bare).toEqual(asked);
});

test('the help of a command shows examples', async () => {
  const { exitCode, out } = await runClew(['callers', '--help'], { cwd });
  expect(exitCode).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "Usage: clew callers [options] <name>

    who calls a symbol, and where

    Arguments:
      name                       its fully qualified name, or as much of the end as tells it from others

    Options:
      -r, --relation <relation>  who has this relation to it, instead of calls and instantiations
                                 (choices: "calls", "references", "instantiates", "inherits",
                                 "implements", "overrides", "imports", "contains", "injects")
      -n, --limit <count>        how many at most (default: 50)
      --cursor <cursor>          go on behind an earlier page
      --blocking                 list what could add to the answer
      -c, --codebase <name>      the codebase; by default that of the current folder
      --json                     answer as JSON, in the shape of the API
      -h, --help                 show how it is used

    Examples:
      clew callers openGraph                  says whether the list is complete
      clew callers Cart --relation inherits   its heirs
      clew callers Cart.add --blocking        with the places that could add to the list
    "
  `);
});

test.each([
  [['serch'], 'Did you mean search?'],
  [['search'], "missing required argument 'text'"],
  [['search', 'x', '--kind', 'thing'], 'Allowed choices are'],
  [['search', 'x', '--limit', '0'], 'It must be a whole number from 1 to 5000.'],
  [['search', 'x', '--nonsense'], "unknown option '--nonsense'"],
  [['search', 'x', 'y'], 'too many arguments'],
  [['token', 'create', 'x', '--expires', 'soon'], 'Give a span'],
])('%j makes no sense and ends with 2', async (args, told) => {
  const { exitCode, out, error } = await runClew(args, { cwd });
  expect([exitCode, out]).toEqual([2, '']);
  expect(error).toContain(told);
});

test('with --json a mistake is a problem document', async () => {
  const { exitCode, out, error } = await runClew(['search', '--json'], { cwd });
  expect([exitCode, out]).toEqual([2, '']);
  expect(problemSchema.parse(JSON.parse(error))).toMatchObject({
    code: 'invalid_request',
    detail: "missing required argument 'text'",
  });
});

test('settings that make no sense are listed, all of them', async () => {
  await using folder = await tempDir();
  const env = { CLEW_API_URL: 'ftp://x', CLEW_TOKEN: 'secret', CLEW_API_PORT: 'high' };
  const { exitCode, out, error } = await runClew(['search', 'x'], { cwd: folder.path, env });
  expect([exitCode, out]).toEqual([2, '']);
  for (const name of Object.keys(env)) expect(error).toContain(name);
  expect(error).not.toContain('secret');
});
