import { z } from 'zod';

const countSchema = z.number().int().min(0);

/**
 * What an import of a SCIP index met. Nothing is left out without a count:
 * `occurrences` = `definitions` + `repeated_definitions` + `references` + `locals` + `parameters` +
 * `malformed` + `without_symbol` + `namespaces` + `forward_definitions` + `skipped_occurrences`.
 */
export const scipReportSchema = z.object({
  /** Name and version of the indexer, as it tells them. */
  tool: z.string(),
  documents: countSchema,
  /** Documents that came again; their facts were joined. */
  duplicate_documents: countSchema,
  /** Documents that were left out: unusable paths, and languages that Clew indexes itself. */
  skipped_documents: countSchema,
  /** Documents whose source is not there or is not the one that was indexed; their calls are guesses. */
  documents_without_source: countSchema,
  occurrences: countSchema,
  definitions: countSchema,
  /** Definitions of a symbol that another place defines already (partial classes, reopened modules). */
  repeated_definitions: countSchema,
  references: countSchema,
  /** Occurrences of what only its document can see. */
  locals: countSchema,
  /** Occurrences of parameters and type parameters, which are no symbols of the graph. */
  parameters: countSchema,
  /** Definitions of namespaces, which belong to no file. */
  namespaces: countSchema,
  forward_definitions: countSchema,
  /** Occurrences whose symbol does not follow the grammar. */
  malformed: countSchema,
  without_symbol: countSchema,
  skipped_occurrences: countSchema,
  /** Symbols with information but without a definition; they are kept, without lines. */
  symbols_without_definition: countSchema,
  /** Symbols with a definition but without information. */
  symbols_without_information: countSchema,
  /** Relationships that say nothing about calls or types, or whose target is malformed. */
  relationships_left_out: countSchema,
  /** Texts that were not valid UTF-8. */
  invalid_texts: countSchema,
  /** Sites whose caller was guessed, because the indexer gives no whole ranges. */
  estimated_callers: countSchema,
  /** At most twenty things that a reader should look at. */
  problems: z.array(z.string()),
});
export type ScipReport = z.infer<typeof scipReportSchema>;
