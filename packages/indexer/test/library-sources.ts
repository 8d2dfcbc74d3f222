import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@clew/testing';

const require = createRequire(import.meta.url);

/** Libraries that publish their sources with the package. */
export type Library = 'rxjs' | 'effect' | 'zod';

/** How effect compiles itself; its package does not carry the config. */
const EFFECT_CONFIG = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: ['node'],
  },
  include: ['src'],
};

/** How zod compiles itself, which its package does not carry either. */
const ZOD_CONFIG = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom'],
    types: [],
  },
  include: ['src'],
};

/** Fewer types to read than the libraries ask for: what is not there is an unresolved site like any other. */
const LEAN_CONFIG = {
  compilerOptions: {
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022'],
    types: [],
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ['src'],
};

/** What the incremental proof is made on: parts of real code that index in about a second. */
export type ProofCode = 'rxjs' | 'zod' | 'graph-store';

/** Left out: tests, and so much more that hundreds of full runs are affordable. */
const PROOF_SKIPS: Readonly<Record<ProofCode, RegExp>> = {
  rxjs: /Rx\.global\.js$|\/operators\/[c-z]\w+\.ts$|\/(?:ajax|testing|fetch|webSocket|scheduled|dom)(?:\/|$)/,
  zod: /\/(?:tests|v3|v4-mini|mini|locales\/(?!index|en))/,
  'graph-store':
    /\.test\.ts$|\/src\/(?:migrate|traverse|architecture|readers|dead-code|history)(?:\/|$)/,
};

function proofFolder(code: ProofCode): string {
  if (code === 'graph-store') return fileURLToPath(new URL('../../graph-store', import.meta.url));
  return dirname(realpathSync(require.resolve(`${code}/package.json`)));
}

/** Sources as a project without dependencies, which is quick to read again and again. */
export async function proofSources(
  code: ProofCode,
): Promise<AsyncDisposable & { readonly root: string }> {
  const folder = await tempDir();
  const root = realpathSync(folder.path);
  const from = proofFolder(code);
  cpSync(join(from, 'src'), join(root, 'src'), {
    recursive: true,
    filter: (path) => !PROOF_SKIPS[code].test(path.slice(from.length)),
  });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: code, type: 'module' }));
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(LEAN_CONFIG));
  return { root, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

/** Left out: a script that belongs to no project, and tests and benchmarks whose tools are not installed. */
const UNREAD: Readonly<Record<Library, RegExp>> = {
  rxjs: /Rx\.global\.js$/,
  effect: /^$/,
  zod: /\/(?:tests|benchmarks)(?:\/|$)/,
};

/** Copies a library's sources to a folder of their own, as a project with its dependencies. */
export async function librarySources(
  library: Library,
): Promise<AsyncDisposable & { readonly root: string }> {
  const folder = await tempDir();
  const root = realpathSync(folder.path);
  const installed = dirname(realpathSync(require.resolve(`${library}/package.json`)));
  const isRead = (path: string) => !UNREAD[library].test(path.slice(installed.length));
  for (const part of ['src', 'package.json']) {
    cpSync(join(installed, part), join(root, part), { recursive: true, filter: isRead });
  }
  if (library === 'rxjs') cpSync(join(installed, 'tsconfig.json'), join(root, 'tsconfig.json'));
  else if (library === 'zod') {
    writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(ZOD_CONFIG));
  } else {
    writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(EFFECT_CONFIG));
    mkdirSync(join(root, 'node_modules/@types'), { recursive: true });
    const beside = join(installed, '..');
    for (const name of ['fast-check', '@standard-schema']) {
      symlinkSync(join(beside, name), join(root, 'node_modules', name));
    }
    const nodeTypes = dirname(realpathSync(require.resolve('@types/node/package.json')));
    symlinkSync(nodeTypes, join(root, 'node_modules/@types/node'));
  }
  return { root, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
