import type { KnowledgeState } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';

/**
 * Compare-and-set: a text lands only on the state that its writer had read, of the text itself and of
 * the source that it is about. The error has the present state, so that the writer can read anew.
 *
 * @param subject what is being written, for the message
 * @throws GraphError `knowledge_changed` or `source_changed`
 */
export function assertCurrent({
  subject,
  read,
  current,
}: {
  readonly subject: string;
  readonly read: KnowledgeState;
  readonly current: KnowledgeState;
}): void {
  if (read.version !== current.version) {
    const happened =
      current.version === null
        ? 'is not there any more'
        : read.version === null
          ? 'is there already'
          : 'was changed by somebody else';
    throw new GraphError(
      'knowledge_changed',
      `${subject} ${happened}; nothing was written. Read it again, and send its \`version\`.`,
      { current },
    );
  }
  if (read.source_hash !== current.source_hash) {
    throw new GraphError(
      'source_changed',
      `The source that ${subject} is about has changed since it was read; nothing was written. Read it again, and send its \`source_hash\`.`,
      { current },
    );
  }
}
