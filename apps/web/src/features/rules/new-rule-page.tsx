import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import { rule } from '../../pipeline-places.ts';
import { NewDefinitionPage } from '../definitions/new-definition-page.tsx';
import { emptyDraft } from '../definitions/usual-fields.ts';
import { RuleEditor } from './rule-editor.tsx';
import { ruleFields } from './rule-kind.ts';
import { ruleTemplate } from './rule-templates.ts';
import { TemplateChoice } from './template-choice.tsx';

export function NewRulePage() {
  const { trigger, action, event, template } = useSearch({ from: '/history/rules/new' });
  const start = ruleTemplate(template);
  const empty = emptyDraft(ruleFields, {
    trigger_params: '{}',
    action_params: '{}',
    enabled: 'on',
    ...start?.draft,
    ...(trigger === null ? {} : { trigger_ref: trigger }),
    ...(action === null ? {} : { action_ref: action }),
  });
  return (
    <NewDefinitionPage
      title="New rule"
      lead="On a trigger, when a condition holds, do an action. Try it before it is saved."
      listPath={routes.listRules.path}
      place={rule}
    >
      {(onSaved) => (
        <>
          {trigger === null && action === null ? <TemplateChoice chosen={template} /> : null}
          <RuleEditor
            key={template}
            empty={empty}
            saved={null}
            readOnly={false}
            event={event}
            onSaved={onSaved}
            onStale={() => {}}
          />
        </>
      )}
    </NewDefinitionPage>
  );
}
