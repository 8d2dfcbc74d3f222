import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemSchema } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { runBinary, runClew } from './run-clew.ts';

const cwd = new URL('.', import.meta.url).pathname;

test('the help names every command and what exit codes mean', async () => {
  const [asked, bare] = await Promise.all([runBinary(['--help'], { cwd }), runClew([], { cwd })]);
  expect([asked.exitCode, asked.error]).toEqual([0, '']);
  expect(asked.out).toMatchInlineSnapshot(`
    "Usage: clew [options] [command]

    Asks the graph of a codebase: who calls this, what breaks if it changes, and why.

    Options:
      -V, --version                    print the version
      -h, --help                       show how it is used

    Ask the graph:
      search [options] <text>          find symbols by a part of their name
      symbol [options] <name>          show one symbol
      callers [options] <name>         who calls a symbol, and where
      callees [options] <name>         what a symbol calls, and where
      impact [options] <name>          what a change of a symbol would reach
      path [options] <from> <to>       how one symbol comes to call another
      cycles [options]                 what comes back to itself: files, packages or symbols
      dead-code [options]              what nothing reaches, from entry points, exports and tests
      hotspots [options]               what much hangs on, and what often changes
      entry-points [options] [text]    where the world enters: routes, schedules, queues, commands,
                                       tests
      affected-tests [options] [base]  the test files that run what was changed since a commit
      knowledge                        what was written about the code, and whether it still holds

    Keep it up to date:
      index [options] [root]           bring the graph of a codebase up to date with its sources
      watch [options] [root]           follow the sources, and keep the graph up to date until it is
                                       stopped
      import [options] <file>          take what a SCIP indexer found, for any language, into the graph

    Guard it:
      check [options]                  hold the code against the architecture that clew.yaml describes
      doctor [options]                 whether a graph is sound, and says what its sources say
      quarantine                       rows of an older database that pointed at nothing

    Ask the API:
      diff [options] <from> [to]       what differs between two moments of a codebase
      history [options] <name>         what happened to a symbol, and who came to use what
      events                           what happens, through the API
      rules                            how rules react
      token                            who may use the API
      open [options] [name]            show a codebase or a symbol on the page, in the browser

    Around it:
      mcp [options]                    serve the questions to a coding agent, over standard input and
                                       output
      completion <shell>               print what makes a shell complete commands, options and symbols
      help [command]                   show how a command is used

    Exit codes: 0 done · 1 something is not as it should be · 2 wrong usage or configuration · 3 could not be told or done
    \`clew <command> --help\` shows examples.
    "
  `);
  expect(bare).toEqual(asked);
});

test('help and completion of commands wait for no store, no schema and no compiler', async () => {
  await using folder = await tempDir();
  const env = { NODE_V8_COVERAGE: folder.path };
  const runs = [['--help'], ['callers', '--help'], ['completion', 'bash'], ['search']];
  await Promise.all(runs.map((args) => runBinary(args, { cwd, env })));
  const loaded = readdirSync(folder.path).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(folder.path, file), 'utf8'));
    return result.map(({ url }: { readonly url: string }) => url);
  });
  expect(loaded.some((url) => url.endsWith('/apps/cli/src/program.ts'))).toBe(true);
  expect(
    loaded.filter((url) => /\/packages\/|\/(zod|typescript|better-sqlite3)\//.test(url)),
  ).toEqual([]);
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
      --at <moment>              answer as of then: a revision, a commit or a time; the API knows it
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
  const { exitCode, out, error } = await runBinary(['search', '--json'], { cwd });
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
