import type { EntryPointFact } from '@clew/contracts';
import ts from 'typescript';
import type { DetectionInput } from '../detection-input.ts';
import { SymbolFinder } from './symbol-finder.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const appRoute = /^(?:src\/)?app\/(?:(.+)\/)?route\.[cm]?[jt]sx?$/;
const pagesRoute = /^(?:src\/)?pages\/(api(?:\/.+)?)\.[cm]?[jt]sx?$/;

/**
 * Routes that Next.js reads off the paths of files: the exported methods of `app/…/route.ts` and the
 * default export of `pages/api/…`, in packages that depend on `next`.
 */
export function nextRoutes(
  input: DetectionInput,
  parse: () => ts.SourceFile,
): readonly EntryPointFact[] {
  const { folder, dependencies } = input.package;
  if (!dependencies.has('next')) return [];
  const inside = folder === '' ? input.path : input.path.slice(folder.length + 1);
  const app = appRoute.exec(inside);
  if (app !== null) {
    const path = routePath(app[1] ?? '');
    const handlers = exportedAs(input, parse());
    return methods.flatMap((method) => {
      const handler = exported(input, method) ?? handlers.get(method);
      return handler === undefined ? [] : [route(handler.fqn, method, path, handler.line)];
    });
  }
  const pages = pagesRoute.exec(inside);
  if (pages === null) return [];
  const handler = exported(input, 'default') ?? defaultExport(input, parse());
  const path = routePath((pages[1] ?? '').replace(/(?:^|\/)index$/, ''));
  return handler === null ? [] : [route(handler.fqn, 'ALL', path, handler.line)];
}

interface Handler {
  readonly fqn: string;
  readonly line: number;
}

function exported({ symbols }: DetectionInput, name: string): Handler | null {
  const [own] = symbols;
  const found = symbols.find(({ fqn }) => own !== undefined && fqn === `${own.fqn}#${name}`);
  return found === undefined ? null : { fqn: found.fqn, line: found.start_line ?? 1 };
}

/** What `export { a as GET }` exports, of this file or of another one. */
function exportedAs(input: DetectionInput, file: ts.SourceFile): ReadonlyMap<string, Handler> {
  const symbols = new SymbolFinder(file, input);
  const found = new Map<string, Handler>();
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    for (const { name, propertyName } of statement.exportClause.elements) {
      const local = (propertyName ?? name).text;
      const fqn =
        statement.moduleSpecifier === undefined
          ? exported(input, local)?.fqn
          : symbols.reexported(local);
      if (fqn !== null && fqn !== undefined) {
        found.set(name.text, { fqn, line: symbols.lineOf(name) });
      }
    }
  }
  return found;
}

const namedDefault = /export\s+default\s+(?:async\s+)?(?:function\s*\*?\s*)?([A-Za-z_$][\w$]*)/;

function defaultExport(input: DetectionInput, file: ts.SourceFile): Handler | null {
  const name = namedDefault.exec(file.text)?.[1];
  return name === undefined ? null : exported(input, name);
}

/** `[id]` is `:id`, `[...rest]` is `:rest*`; groups and slots are no part of a path. */
function routePath(folders: string): string {
  const parts = folders
    .split('/')
    .filter((part) => part !== '' && !/^\(.*\)$/.test(part) && !part.startsWith('@'))
    .map((part) =>
      part.replace(
        /^\[{1,2}(\.{3})?(.+?)\]{1,2}$/,
        (_, rest, name) => `:${name}${rest === undefined ? '' : '*'}`,
      ),
    );
  return `/${parts.join('/')}`;
}

function route(symbol: string, method: string, path: string, line: number): EntryPointFact {
  return {
    symbol,
    entry_type: 'http_api',
    http_method: method,
    http_path: path,
    cron_expression: null,
    mq_queue: null,
    name: null,
    resolution: 'exact',
    line,
    detector: 'next.route',
  };
}
