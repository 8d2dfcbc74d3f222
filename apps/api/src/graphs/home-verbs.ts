import type { DeletionMode } from '@clew/contracts';
import {
  beginPast,
  createCodebase,
  createConstraint,
  createGlossaryTerm,
  deleteConstraint,
  deleteGlossaryTerm,
  deleteSummary,
  deleteSymbol,
  discardQuarantined,
  dropDraft,
  finishPast,
  type Graph,
  listCodebases,
  openCodebase,
  purgeSymbols,
  putSummary,
  refillPast,
  removeCodebase,
  renameSymbol,
  restoreQuarantined,
  restoreSymbol,
  updateConstraint,
  updateGlossaryTerm,
} from '@clew/graph-store';

interface Home {
  readonly home: string;
}

/** Runs a change of one graph. It is opened anew each time: the codebase may have been replaced. */
function changing<Input extends { readonly name: string }, Answer>(
  change: (graph: Graph, input: Input) => Answer,
) {
  return ({ ctx, input }: { readonly ctx: Home; readonly input: Input }): Answer => {
    const graph = openCodebase({ ctx, input: { name: input.name } });
    try {
      return change(graph, input);
    } finally {
      graph.close();
    }
  };
}

/** Runs a change of one graph that takes what it is told as it comes. */
function writing<Input, Answer>(
  write: (call: { readonly ctx: { readonly graph: Graph }; readonly input: Input }) => Answer,
) {
  return changing((graph, { input }: { readonly name: string; readonly input: Input }) =>
    write({ ctx: { graph }, input }),
  );
}

/** Work on a file of its own, whose place the caller knows. */
function onDraft<Input, Answer>(work: (input: Input) => Answer) {
  return ({ input }: { readonly ctx: Home; readonly input: Input }): Answer => work(input);
}

interface SymbolOf {
  readonly name: string;
  readonly fqn: string;
}

/** What is done to the codebases of a `CLEW_HOME`, other than asking one graph a question. */
export const homeVerbs = {
  listCodebases,
  createCodebase,
  removeCodebase,
  deleteSymbol: changing((graph, { fqn, mode }: SymbolOf & { readonly mode: DeletionMode }) =>
    deleteSymbol({ ctx: { graph }, input: { fqn, mode } }),
  ),
  renameSymbol: changing((graph, { fqn, to }: SymbolOf & { readonly to: string }) =>
    renameSymbol({ ctx: { graph }, input: { fqn, to } }),
  ),
  restoreSymbol: changing((graph, { fqn }: SymbolOf) =>
    restoreSymbol({ ctx: { graph }, input: { fqn } }),
  ),
  purgeSymbols: changing(
    (graph, input: { readonly name: string; readonly older_than_days?: number }) =>
      purgeSymbols({ ctx: { graph }, input }),
  ),
  restoreQuarantined: writing(restoreQuarantined),
  discardQuarantined: writing(discardQuarantined),
  putSummary: writing(putSummary),
  deleteSummary: writing(deleteSummary),
  createGlossaryTerm: writing(createGlossaryTerm),
  updateGlossaryTerm: writing(updateGlossaryTerm),
  deleteGlossaryTerm: writing(deleteGlossaryTerm),
  createConstraint: writing(createConstraint),
  updateConstraint: writing(updateConstraint),
  deleteConstraint: writing(deleteConstraint),
  beginPast: onDraft(beginPast),
  refillPast: onDraft(refillPast),
  finishPast: onDraft(finishPast),
  dropDraft: onDraft(dropDraft),
} as const;

export type HomeVerb = keyof typeof homeVerbs;
export type HomeInput<Verb extends HomeVerb> = Parameters<(typeof homeVerbs)[Verb]>[0]['input'];
export type HomeAnswer<Verb extends HomeVerb> = Awaited<ReturnType<(typeof homeVerbs)[Verb]>>;
