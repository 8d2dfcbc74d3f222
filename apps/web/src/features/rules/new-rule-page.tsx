import { routes } from '@clew/contracts/api';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useGo } from '../../navigation.tsx';
import { rule } from '../../pipeline-places.ts';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { emptyDraft } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';

export function NewRulePage() {
  const { trigger, action, event } = useSearch({ from: '/history/rules/new' });
  const go = useGo();
  const client = useQueryClient();
  return (
    <Page>
      <PageHeader
        title="New rule"
        lead="On a trigger, when a condition holds, do an action. Try it before it is saved."
      />
      <RuleEditor
        initial={emptyDraft(trigger, action)}
        saved={null}
        readOnly={false}
        event={event}
        onSaved={(ref) => {
          void client.invalidateQueries({ queryKey: [routes.listRules.path] });
          go(rule(ref));
        }}
      />
    </Page>
  );
}
