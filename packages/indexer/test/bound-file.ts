import ts from 'typescript';

/** A file parsed and bound alone, without the language's library: enough for names. */
export function boundFile(text: string, name = 'file.ts'): ts.SourceFile {
  const file = ts.createSourceFile(`/${name}`, text, ts.ScriptTarget.Latest);
  const host: ts.CompilerHost = {
    getSourceFile: (path) => (path === file.fileName ? file : undefined),
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (path) => path === file.fileName,
    readFile: () => undefined,
    writeFile: () => undefined,
  };
  const options: ts.CompilerOptions = { noLib: true, allowJs: true, types: [] };
  ts.createProgram({ rootNames: [file.fileName], options, host }).getTypeChecker();
  return file;
}
