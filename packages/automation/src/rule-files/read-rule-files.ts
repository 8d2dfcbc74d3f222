import { type FoundConfigFile, listConfigFiles, readConfigFile } from '@clew/config-files';

/** A rules file, or why it cannot be read. */
export type FoundRuleFile = FoundConfigFile;

/** Reads `clew.yaml` and `.clew/rules/*.yaml` of a codebase, in the order of their names. */
export async function readRuleFiles(root: string): Promise<readonly FoundRuleFile[]> {
  const inFolder = await listConfigFiles(root, '.clew/rules');
  const found = await Promise.all(
    ['clew.yaml', ...inFolder].map((path) => readConfigFile(root, path)),
  );
  return found.filter((file) => file !== null);
}
