import type { Command } from 'commander';
import type { CommandShell } from '../command-shell.ts';
import { addConstraints } from './knowledge-constraints.ts';
import { addKnowledgeGenerate } from './knowledge-generate.ts';
import { addGlossary } from './knowledge-glossary.ts';
import { addSummaries } from './knowledge-summaries.ts';

export function addKnowledge(program: Command, shell: CommandShell): void {
  const knowledge = program
    .command('knowledge')
    .description('what was written about the code, and whether it still holds');
  addSummaries(knowledge, shell);
  addGlossary(knowledge, shell);
  addConstraints(knowledge, shell);
  addKnowledgeGenerate(knowledge, shell);
}
