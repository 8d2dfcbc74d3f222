import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Rule } from '../../answers.ts';
import { formatMoment } from '../../format.ts';
import { askAt } from '../../query.ts';
import { Panel } from '../../ui/panel.tsx';

/** What a rule said before, the latest first; nothing while it has said one thing only. */
export function RuleVersions({ rule: { ref, version } }: { readonly rule: Rule }) {
  const versions = useQuery(
    askAt(routes.listRuleVersions, { params: { ref }, query: { limit: 10 } }, version),
  );
  const items = versions.data?.items ?? [];
  if (items.length < 2) return null;
  return (
    <Panel title="Versions" flush>
      <ol>
        {items.map((each) => (
          <li
            key={each.created}
            className="grid gap-0.5 border-t border-line px-4 py-2 first:border-0"
            aria-current={each.version === version ? 'true' : undefined}
          >
            <span className="numeric flex justify-between text-xs text-ink-faint">
              <span>Version {each.version}</span>
              <time dateTime={each.created}>{formatMoment(each.created)}</time>
            </span>
            <code className="text-xs wrap-anywhere">{each.when ?? 'always'}</code>
            <span className="mono text-xs text-ink-soft wrap-anywhere">
              {each.trigger_ref} → {each.action_ref}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
