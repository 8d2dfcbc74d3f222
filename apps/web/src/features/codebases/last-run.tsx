import type { ReactNode } from 'react';
import type { Revision } from '../../answers.ts';
import {
  formatCommit,
  formatCount,
  formatDuration,
  formatMoment,
  formatQuantity,
  formatSite,
} from '../../format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

export function LastRun({ revision }: { readonly revision: Revision }) {
  const { counts, failures } = revision;
  return (
    <Panel
      title="Last index run"
      aside={<Tag>{revision.scope === 'full' ? 'Full' : 'Partial'}</Tag>}
    >
      <dl className="facts">
        <Fact label="Revision">
          <span className="numeric">{revision.id}</span>
        </Fact>
        <Fact label="Commit">
          {revision.commit === null ? (
            <span className="faint">not a git checkout</span>
          ) : (
            <span className="fact-with-copy">
              <code title={revision.commit}>{formatCommit(revision.commit)}</code>
              <CopyButton text={revision.commit} what="the commit" />
            </span>
          )}
        </Fact>
        <Fact label="Started">
          <Moment at={revision.started_at} />{' '}
          <span className="faint">· {formatMoment(revision.started_at)}</span>
        </Fact>
        <Fact label="Took">
          <span className="numeric">{formatDuration(revision.duration_ms)}</span>
          {revision.duration_ms > 0 && counts.files > 0 ? (
            <span className="faint numeric">
              {' '}
              · {formatCount(Math.round((counts.files * 1000) / revision.duration_ms))} files a
              second
            </span>
          ) : null}
        </Fact>
        <Fact label="Changed">
          <RunDelta counts={counts} />
        </Fact>
        <Fact label="Files">
          <span className="numeric">
            {formatQuantity(counts.files, 'file')} read
            {counts.files_removed === 0 ? null : `, ${formatCount(counts.files_removed)} gone`}
          </span>
        </Fact>
      </dl>
      <Failures failures={failures} total={counts.files_failed} />
    </Panel>
  );
}

/** What a run did to the symbols of the graph. */
export function RunDelta({ counts }: { readonly counts: Revision['counts'] }) {
  const parts = [
    { sign: '+', value: counts.symbols_added, word: 'added', tone: 'ok' },
    { sign: '~', value: counts.symbols_updated, word: 'updated', tone: 'accent' },
    { sign: '−', value: counts.symbols_removed, word: 'removed', tone: 'danger' },
    { sign: '→', value: counts.symbols_renamed, word: 'renamed', tone: 'accent' },
    { sign: '↺', value: counts.symbols_restored, word: 'restored', tone: 'warn' },
  ].filter((part) => part.value > 0);
  if (parts.length === 0) return <span className="faint">no symbol changed</span>;
  return (
    <span className="delta numeric">
      {parts.map(({ sign, value, word, tone }) => (
        <span
          key={word}
          className={`delta-part delta-${tone}`}
          title={`${formatCount(value)} symbols ${word}`}
        >
          <span aria-hidden="true">{sign}</span>
          {formatCount(value)}
          <span className="delta-word"> {word}</span>
        </span>
      ))}
    </span>
  );
}

interface FailuresProps {
  readonly failures: Revision['failures'];
  readonly total: number;
}

function Failures({ failures, total }: FailuresProps) {
  if (total === 0 && failures.length === 0)
    return <p className="run-clean">Every file was read.</p>;
  return (
    <details className="run-failures">
      <summary>
        <Tag tone="warn">{formatQuantity(Math.max(total, failures.length), 'file')} not read</Tag>
        <span className="faint">They keep the facts that they had.</span>
        <span className="run-failures-chevron">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      <ul>
        {failures.map((failure) => (
          <li key={`${failure.path}:${failure.line}`}>
            <code>{formatSite(failure.path, failure.line)}</code>
            <p className="faint">{failure.message}</p>
          </li>
        ))}
        {failures.length < total ? (
          <li className="faint">and {formatQuantity(total - failures.length, 'other')}</li>
        ) : null}
      </ul>
    </details>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
