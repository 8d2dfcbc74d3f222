import ts from 'typescript';

function isReaching(file: ts.SourceFile): boolean {
  if (!ts.isExternalModule(file)) return true;
  return file.statements.some(
    (statement) =>
      ts.isModuleDeclaration(statement) &&
      (ts.isStringLiteral(statement.name) ||
        (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0),
  );
}

const answers = new WeakMap<ts.SourceFile, boolean>();

/** True when a file adds to the global scope or to another module, for every file of its program. */
export function reachesOtherFiles(file: ts.SourceFile): boolean {
  const known = answers.get(file);
  if (known !== undefined) return known;
  const answer = isReaching(file);
  answers.set(file, answer);
  return answer;
}
