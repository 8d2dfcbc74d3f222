import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deadReferences } from './doc-refs.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
const documents = execFileSync('git', list, { cwd: repository, encoding: 'utf8' })
  .split('\n')
  .filter((document) => document !== '' && existsSync(join(repository, document)));
const dead = documents.flatMap((document) =>
  deadReferences({ repository, document, text: readFileSync(join(repository, document), 'utf8') }),
);
for (const { document, line, path } of dead) {
  console.error(`${document}:${line}: ${path} does not exist`);
}
console.log(`${documents.length} documents, ${dead.length} dead references`);
process.exitCode = dead.length === 0 ? 0 : 1;
