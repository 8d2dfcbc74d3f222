import type { Architecture, ArchitectureRule, SymbolSelector } from '@clew/contracts';
import { architectureOf } from '../../codebase-places.ts';
import { Link } from '../../navigation.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

interface ArchitectureRulesProps {
  readonly codebase: string;
  readonly architecture: Architecture | null;
}

/** The rules in words; each leads to what breaks it. */
export function ArchitectureRules({ codebase, architecture }: ArchitectureRulesProps) {
  const rules = architecture?.rules ?? [];
  if (rules.length === 0) return null;
  return (
    <Panel title="Rules" flush>
      <ul>
        {rules.map((rule) => (
          <li key={rule.ref} className="grid gap-1 border-b border-line px-4 py-2 last:border-0">
            <span className="flex flex-wrap items-center gap-2">
              <Link to={architectureOf(codebase, rule.ref)} className="text-link font-mono text-xs">
                {rule.ref}
              </Link>
              <Tag tone={rule.severity === 'error' ? 'danger' : 'warn'}>{rule.severity}</Tag>
            </span>
            <span className="text-ink-soft">{rule.message ?? sentence(rule)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function sentence(rule: ArchitectureRule): string {
  if ('forbid' in rule) {
    return `${wordsOf(rule.forbid.from)} must not point at ${listOf(rule.forbid.to)}.`;
  }
  if ('allow' in rule) {
    return `${wordsOf(rule.allow.from)} may point at nothing but ${listOf(rule.allow.to)} and itself.`;
  }
  const { within, level } = rule.cycles;
  return `No ${level} ${within === undefined ? '' : `in ${wordsOf(within)} `}may come back to itself.`;
}

function listOf(selectors: readonly SymbolSelector[] | undefined): string {
  return (selectors ?? []).map(wordsOf).join(' or ');
}

function wordsOf(selector: SymbolSelector): string {
  const { layer, files, symbols, packages, annotations, kinds, origin, not } = selector;
  const parts = [
    layer === undefined ? null : `layer ${layer.join(' or ')}`,
    files === undefined ? null : files.join(' or '),
    symbols === undefined ? null : symbols.join(' or '),
    packages === undefined ? null : `package ${packages.join(' or ')}`,
    annotations === undefined ? null : annotations.map((each) => `@${each}`).join(' or '),
    kinds === undefined ? null : kinds.join(' or '),
    origin ?? null,
    not === undefined ? null : `but not ${not.map(wordsOf).join(' or ')}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'anything' : parts.join(' in ');
}
