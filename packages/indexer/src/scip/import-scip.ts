import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type FactBatch, type ScipReport, sourcePathSchema } from '@clew/contracts';
import { detectInBatch } from '../detectors/detect-in-batch.ts';
import { IndexerError } from '../indexer-error.ts';
import { readCommit } from '../read-commit.ts';
import { resolveRoot } from '../sources/codebase-root.ts';
import { readInside } from '../sources/read-inside.ts';
import { sourceLanguage } from '../sources/source-language.ts';
import { assembleScipBatch } from './assemble-scip-batch.ts';
import { decodeDocument, decodeInformation, decodeMetadata } from './decode-scip.ts';
import { type DraftFile, draftScipFile } from './draft-scip-file.ts';
import { scipFields } from './scip-fields.ts';
import type { ScipDocument } from './scip-message.ts';
import { ScipSymbolTable } from './scip-symbol-table.ts';
import { ScipTally } from './scip-tally.ts';
import { SiteText } from './site-text.ts';

export interface ImportScipOptions {
  /** The index, usually `index.scip`. */
  readonly path: string;
  /** Folder of the codebase, to which the paths of the documents are relative. */
  readonly root: string;
  /** Name of the package that the files lie in; by default the folder's name. */
  readonly name?: string;
  /** The commit that was indexed; read from git when left out. */
  readonly commit?: string | null;
  /** Also take documents in TypeScript and JavaScript, which `indexTypeScript` reads better. */
  readonly includeTypeScript?: boolean;
  readonly signal?: AbortSignal;
  /** Bytes of the index that are read, and all of them. */
  readonly onProgress?: (read: number, total: number) => void;
}

export interface ScipImport {
  /** Scope `full` for the languages that the index covers: other files of a graph stay as they are. */
  readonly batch: FactBatch;
  readonly report: ScipReport;
}

interface Source {
  readonly contentHash: string;
  readonly text: SiteText | null;
}

/**
 * Reads a SCIP index, whatever indexer wrote it, as facts.
 *
 * Callers come from the ranges of definitions; where an indexer gives none, a definition is taken to
 * reach to the next, and the edge says `heuristic`. What is called and what only named is read from
 * the source; without a source every use of a function counts as a call, `heuristic` too.
 *
 * @throws IndexerError `scip_not_found`, `scip_invalid` for an index that is cut off or no index;
 * and as `indexTypeScript` for the root and an abort
 */
export async function importScip(options: ImportScipOptions): Promise<ScipImport> {
  const root = resolveRoot(options.root);
  const table = new ScipSymbolTable();
  const tally = new ScipTally();
  const drafts = new Map<string, DraftFile[]>();
  let fields = 0;
  for await (const { number, bytes, read, total } of scipFields(options.path, options.signal)) {
    fields += 1;
    const where = { path: options.path, end: read };
    if (number === 1) {
      const { tool, version } = decoded(where, () => decodeMetadata(bytes));
      tally.tool = [tool, version].filter((part) => part !== '').join(' ');
    } else if (number === 2) {
      const document = decoded(where, () => decodeDocument(bytes));
      takeDocument({ document, bytes, root, options, table, tally, drafts });
    } else if (number === 3) {
      const information = decoded(where, () => decodeInformation(bytes));
      const entry = table.lookup(information.symbol);
      if (typeof entry === 'object') entry.information ??= information;
    }
    options.onProgress?.(read, total);
  }
  if (fields > 0 && tally.tool === '' && drafts.size === 0) {
    const message = `"${options.path}" is no SCIP index: it names neither a tool nor a document. Nothing was imported.`;
    throw new IndexerError('scip_invalid', message);
  }
  const commit = options.commit === undefined ? await readCommit(root) : options.commit;
  const rootPackage = options.name ?? basename(root);
  const ctx = { table, tally };
  const batch = assembleScipBatch({ ctx, input: { drafts, rootPackage, commit } });
  const texts = new Map<string, string>();
  for (const [file, [draft]] of drafts) {
    if (draft?.source) texts.set(file, draft.source.text);
  }
  return { batch: detectInBatch(batch, root, texts), report: tally.report() };
}

function decoded<T>(where: { readonly path: string; readonly end: number }, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    const message = `"${where.path}" is no SCIP index, or a damaged one: the field before byte ${where.end} cannot be read. Nothing was imported. Run the indexer again.`;
    throw new IndexerError('scip_invalid', message, { cause });
  }
}

function takeDocument({
  document,
  bytes,
  root,
  options,
  table,
  tally,
  drafts,
}: {
  readonly document: ScipDocument;
  readonly bytes: Buffer;
  readonly root: string;
  readonly options: ImportScipOptions;
  readonly table: ScipSymbolTable;
  readonly tally: ScipTally;
  readonly drafts: Map<string, DraftFile[]>;
}): void {
  tally.count('documents');
  tally.count('invalid_texts', document.invalidTexts);
  const path = sourcePathSchema.safeParse(document.path.replace(/^(?:\.\/)+/, ''));
  const isNative = path.success && sourceLanguage(path.data) !== null;
  if (!path.success || (isNative && options.includeTypeScript !== true)) {
    tally.count('skipped_documents');
    tally.count('occurrences', document.occurrences.length);
    tally.count('skipped_occurrences', document.occurrences.length);
    if (!path.success) tally.problem(`"${document.path}" is no path inside the codebase`);
    return;
  }
  const language = (document.language || languageOf(path.data)).toLowerCase();
  const source = sourceOf(root, path.data, language, document, bytes);
  if (source.text === null) tally.count('documents_without_source');
  const draft = draftScipFile({
    ctx: { table, tally },
    input: {
      document,
      path: path.data,
      language,
      contentHash: source.contentHash,
      source: source.text,
    },
  });
  const known = drafts.get(path.data);
  if (known === undefined) drafts.set(path.data, [draft]);
  else {
    tally.count('duplicate_documents');
    known.push(draft);
  }
}

/** Names of languages by extension, for indexers that leave them out. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['c', 'c'],
  ['cc', 'cpp'],
  ['cpp', 'cpp'],
  ['cs', 'csharp'],
  ['dart', 'dart'],
  ['go', 'go'],
  ['h', 'c'],
  ['hpp', 'cpp'],
  ['java', 'java'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['kt', 'kotlin'],
  ['php', 'php'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['scala', 'scala'],
  ['swift', 'swift'],
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
]);

function languageOf(path: string): string {
  const dot = path.lastIndexOf('.');
  const extension = dot <= path.lastIndexOf('/') ? 'unknown' : path.slice(dot + 1);
  return LANGUAGES.get(extension) ?? extension;
}

/** The text that was indexed: the document's own, or the file, if its names stand where the index says. */
function sourceOf(
  root: string,
  path: string,
  language: string,
  document: ScipDocument,
  bytes: Buffer,
): Source {
  if (document.text !== null) {
    const contentHash = createHash('sha256').update(document.text).digest('hex');
    return { contentHash, text: new SiteText(document.text, document.encoding, language) };
  }
  const file = readInside(root, path);
  if (file !== null && file.problem === null) {
    const site = new SiteText(file.text, document.encoding, language);
    return { contentHash: file.contentHash, text: fits(site, document) ? site : null };
  }
  return { contentHash: createHash('sha256').update(bytes).digest('hex'), text: null };
}

/** True unless most definitions do not find their name where the index puts it. */
function fits(text: SiteText, { occurrences }: ScipDocument): boolean {
  let right = 0;
  let wrong = 0;
  for (const { range, symbol, roles } of occurrences) {
    const name = (roles & 1) === 0 ? null : /(\w+)`?(?:[#.!]|\(.*\)\.)$/.exec(symbol)?.[1];
    const found = name == null ? null : text.slice(range);
    if (name == null || found === null || !/^\w+$/.test(found)) continue;
    if (found === name) right += 1;
    else wrong += 1;
  }
  return wrong <= right;
}
