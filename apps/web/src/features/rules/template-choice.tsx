import { Link } from '../../navigation.tsx';
import { newRule, type RuleTemplateId } from '../../pipeline-places.ts';
import { ruleTemplates } from './rule-templates.ts';

/** Rules to start from, each a way to a form that is filled in. */
export function TemplateChoice({ chosen }: { readonly chosen: RuleTemplateId | null }) {
  return (
    <nav aria-label="Start from">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(200px,45%),1fr))] gap-2">
        {ruleTemplates.map(({ id, title, about }) => (
          <li key={id} className="grid">
            <Link
              to={newRule({ template: id })}
              aria-current={id === chosen ? 'true' : undefined}
              className="grid content-start gap-0.5 rounded-control border border-line bg-surface px-3 py-2 hover:bg-hover aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft"
            >
              <span className="font-medium">{title}</span>
              <span className="text-xs text-ink-soft max-tablet:hidden">{about}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
