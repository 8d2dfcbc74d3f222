import { formatCount } from '../../format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { gapOf } from './ledger-gap.ts';
import { useLedger } from './use-ledger.ts';

/** The books of the last week: what became of the events of each day, and what is missing. */
export function LedgerPanel() {
  const ledger = useLedger();
  const { data } = ledger;
  return (
    <Panel
      title="Ledger"
      flush
      aside={
        data === undefined ? null : (
          <Tag tone={data.balanced ? 'ok' : 'danger'}>
            <Icon name={data.balanced ? 'check' : 'error'} size={12} />
            {data.balanced ? 'nothing lost, nothing twice' : 'there are gaps'}
          </Tag>
        )
      }
    >
      {ledger.error !== null && data === undefined ? (
        <ProblemNotice error={ledger.error} onRetry={() => void ledger.refetch()} />
      ) : data === undefined ? (
        <Skeleton rows={5} label="Balancing the books" />
      ) : (
        <ScrollRegion className="table-scroll" label="Ledger by day">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Day</th>
                {['Gap', 'Events', 'Matches', 'Executions', 'Disabled', 'Pending'].map((name) => (
                  <th key={name} scope="col" className="cell-number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.days.map((day) => {
                const gap = gapOf(day);
                return (
                  <tr key={day.day}>
                    <th scope="row" className="numeric">
                      {day.day}
                    </th>
                    <td
                      title={gap === 0 ? undefined : 'Missing, or there twice'}
                      className={`cell-number ${gap === 0 ? '' : 'font-semibold text-danger'}`}
                    >
                      {formatCount(gap)}
                    </td>
                    <td className="cell-number">{formatCount(day.events)}</td>
                    <td className="cell-number">{formatCount(day.matches)}</td>
                    <td className="cell-number">{formatCount(day.executions)}</td>
                    <td className="cell-number">{formatCount(day.disabled)}</td>
                    <td className="cell-number">
                      {formatCount(day.pending_events + day.pending_enforcements)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}
