/** What a caller of a tool can mend; its message is the answer. */
export class ToolProblem extends Error {
  override readonly name = 'ToolProblem';
}
