import type { Page, Scope, Token } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { columns } from '../output/columns.ts';
import type { Paint } from '../output/paint.ts';
import { momentOf } from './moment.ts';
import { addExamples, jsonOption } from './options.ts';
import { scopeWords } from './vocabulary.ts';

interface CreateOptions extends AnswerOptions {
  readonly scope: readonly Scope[];
  readonly expires?: string;
}

export function addToken(program: Command, shell: CommandShell): void {
  const token = program.command('token').description('who may use the API');
  addList(token, shell);
  addCreate(token, shell);
  addRevoke(token, shell);
  addExamples(token, [
    ['clew token list', 'what was issued, and what was used last'],
    ['clew token create ci --scope read --expires 90d', 'prints the secret, once'],
    ['clew token revoke ci', 'lets it in no more'],
  ]);
}

function addList(token: Command, shell: CommandShell): void {
  const command = token
    .command('list')
    .description('list the tokens that let in; with --all, those that no longer do, too')
    .option('-a, --all', 'expired and revoked ones too')
    .addOption(jsonOption())
    .action(async (options: AnswerOptions & { readonly all?: boolean }) => {
      const all = await readTokens(shell);
      const items = options.all === true ? all : all.filter((each) => isValid(each, new Date()));
      const page: Page<Token> = { items, next_cursor: null };
      shell.answer(options, page, () => tokenLines(items, shell.paint, shell.out.width()));
    });
  addExamples(command, [['clew token list --all --json', 'the answer of GET /tokens, all pages']]);
}

function addCreate(token: Command, shell: CommandShell): void {
  const command = token
    .command('create')
    .description('make a token; its secret is the answer, and never told again')
    .argument('<name>', 'what it is for')
    .addOption(
      new Option('-s, --scope <scope...>', 'what it may do; write includes read, admin both')
        .choices(scopeWords)
        .default(['read'], 'read'),
    )
    .addOption(
      new Option('-e, --expires <moment>', 'a span (30d) or a time; without it, never').argParser(
        (text) => momentOf(text, 1),
      ),
    )
    .addOption(jsonOption())
    .action(async (name: string, { scope, expires, ...options }: CreateOptions) => {
      const { callApi, connection, routes } = await api(shell);
      const body = { name, scopes: [...new Set(scope)], expires_at: expires ?? null };
      const issued = await callApi(connection, routes.createToken, { address: {}, body });
      shell.answer(options, issued, () => [issued.secret]);
      if (options.json !== true) shell.note(`Keep it: "${name}" cannot be shown again.`);
    });
  addExamples(command, [
    ['export CLEW_TOKEN=$(clew token create ci)', 'only the secret goes to the standard output'],
    ['clew token create bot --scope read write', 'may change things'],
  ]);
}

function addRevoke(token: Command, shell: CommandShell): void {
  const command = token
    .command('revoke')
    .description('let a token in no more')
    .argument('<name>', 'its name or its id')
    .addOption(jsonOption())
    .action(async (name: string, options: AnswerOptions) => {
      const { callApi, connection, routes } = await api(shell);
      const id = await idOf(shell, name);
      const revoked = await callApi(connection, routes.revokeToken, {
        address: { params: { id } },
      });
      shell.answer(options, revoked, () => [`Revoked ${revoked.name} (${revoked.prefix}…).`]);
    });
  addExamples(command, [['clew token revoke ci', 'other processes notice within five seconds']]);
}

/** Names are free again once revoked, so the name means the one that is not; an id is one's own. */
async function idOf(shell: CommandShell, name: string): Promise<number> {
  const tokens = await readTokens(shell);
  const token =
    tokens.find((each) => each.name === name && each.revoked_at === null) ??
    tokens.find(({ id }) => String(id) === name);
  if (token !== undefined) return token.id;
  const { CliError } = await import('../cli-error.ts');
  const names = tokens.flatMap((each) => (each.revoked_at === null ? [each.name] : []));
  throw new CliError(
    'token_unknown',
    `There is no token "${name}" that is not revoked. There are: ${names.join(', ')}.`,
    { suggestions: names },
  );
}

async function readTokens(shell: CommandShell): Promise<readonly Token[]> {
  const { callApi, connection, routes } = await api(shell);
  const tokens: Token[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, cursor };
    const page = await callApi(connection, routes.listTokens, { address: { query } });
    tokens.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return tokens;
}

async function api(shell: CommandShell) {
  const [{ apiConnection }, { callApi }, { routes }] = await Promise.all([
    import('../api/connection.ts'),
    import('../api/call-api.ts'),
    import('@clew/contracts/api'),
  ]);
  return { connection: await apiConnection(shell), callApi, routes };
}

function isValid({ revoked_at, expires_at }: Token, now: Date): boolean {
  return revoked_at === null && (expires_at === null || Date.parse(expires_at) > now.getTime());
}

function tokenLines(tokens: readonly Token[], paint: Paint, width: number | null) {
  const header = ['name', 'scopes', 'made', 'last used', 'ends', 'id'].map(paint.faint);
  return columns(
    [
      header,
      ...tokens.map(({ id, name, scopes, created, last_used_at, expires_at, revoked_at }) => [
        name,
        scopes.join(','),
        created.slice(0, 16),
        last_used_at?.slice(0, 16) ?? 'never',
        revoked_at !== null ? paint.bad('revoked') : (expires_at?.slice(0, 16) ?? 'never'),
        String(id),
      ]),
    ],
    width,
  );
}
