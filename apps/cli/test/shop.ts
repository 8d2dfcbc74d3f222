import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { type Run, type RunOptions, runClew } from './run-clew.ts';

const sources: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: '@demo/shop', type: 'module' }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true }, include: ['src'] }),
  'src/price.ts': `
export function priceOf(article: string): number {
  return article.length;
}
`,
  'src/cart.ts': `
import { priceOf } from './price.ts';

export class Cart {
  readonly #articles: string[] = [];

  /** Puts an article into it. */
  add(article: string): void {
    this.#articles.push(article);
  }

  total(): number {
    return this.#articles.reduce((sum, article) => sum + priceOf(article), 0);
  }
}
`,
  'src/till.ts': `
import { Cart } from './cart.ts';

export function checkout(articles: readonly string[]): number {
  const cart = new Cart();
  for (const article of articles) cart.add(article);
  return cart.total();
}

export function add(a: number, b: number): number {
  return a + b;
}

export function plugIn(plugin: any): void {
  plugin.total();
}
`,
};

/** A small codebase of its own in a temporary folder, asked by command lines. */
export interface Shop extends AsyncDisposable {
  readonly root: string;
  write(path: string, text: string): void;
  clew(args: readonly string[], options?: Partial<RunOptions>): Promise<Run>;
}

export async function makeShop(): Promise<Shop> {
  const folder: TempDir = await tempDir();
  const root = realpathSync(folder.path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(sources)) write(path, text);
  return {
    root,
    write,
    clew: (args, options = {}) => runClew(args, { cwd: root, ...options }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** The same with its graph. */
export async function makeIndexedShop(): Promise<Shop> {
  const shop = await makeShop();
  const { exitCode, error } = await shop.clew(['index']);
  if (exitCode !== 0) throw new Error(error);
  return shop;
}
