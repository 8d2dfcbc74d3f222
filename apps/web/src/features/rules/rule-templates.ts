// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import type { RuleTemplateId } from '../../pipeline-places.ts';
import type { Draft } from '../definitions/definition-field.ts';
import { jsonText } from '../definitions/read-json.ts';

/** A rule that many want, to start from. It is a draft: everything can be changed before it is saved. */
export interface RuleTemplate {
  readonly id: RuleTemplateId;
  readonly title: string;
  /** What it does, in a sentence. */
  readonly about: string;
  readonly draft: Draft;
}

const log = (message: string, level = 'warn') => jsonText({ level, message });

export const ruleTemplates: readonly RuleTemplate[] = [
  {
    id: 'layer-break',
    title: 'Stop a layer break',
    about: 'Tells when a controller begins to call a repository directly.',
    draft: {
      ref: 'arch.no-controller-to-repository',
      label: 'No controller calls a repository',
      trigger_ref: 'graph.edge_added',
      when: "event.payload.relation == 'calls' &&\nevent.payload.from.layer == 'controller' &&\nevent.payload.to.layer == 'repository'",
      action_ref: 'core.log',
      action_params: log('${{ event.payload.from.fqn }} calls ${{ event.payload.to.fqn }}'),
    },
  },
  {
    id: 'new-dependency',
    title: 'New external dependency',
    about: 'Tells when code begins to use a database, a queue or another service.',
    draft: {
      ref: 'arch.new-dependency',
      label: 'New external dependency',
      trigger_ref: 'graph.dependency_added',
      action_ref: 'core.log',
      action_params: log(
        '${{ event.payload.caller.fqn }} uses ${{ event.payload.dependency_type }} ${{ event.payload.target }}',
      ),
    },
  },
  {
    id: 'new-cycle',
    title: 'New dependency cycle',
    about: 'Tells when a change closes a cycle between modules.',
    draft: {
      ref: 'arch.no-new-cycles',
      label: 'No new cycles',
      trigger_ref: 'graph.cycle_introduced',
      action_ref: 'core.log',
      action_params: log('${{ event.payload.message }}', 'error'),
    },
  },
  {
    id: 'lost-entry-point',
    title: 'Entry point removed',
    about: 'Tells when a route, a schedule or a command vanishes from the code.',
    draft: {
      ref: 'arch.entry-point-removed',
      label: 'Entry point removed',
      trigger_ref: 'graph.entry_point_removed',
      when: "event.payload.entry_type == 'http_api'",
      action_ref: 'core.log',
      action_params: log('${{ event.payload.http_method }} ${{ event.payload.http_path }} is gone'),
    },
  },
  {
    id: 'nightly-index',
    title: 'Index by the clock',
    about: 'Brings a codebase up to date whenever a timer fires.',
    draft: {
      ref: 'team.nightly-index',
      label: 'Index by the clock',
      trigger_ref: 'core.timer',
      when: "event.payload.sensor == 'team.nightly'",
      action_ref: 'core.index',
      action_params: jsonText({ codebase: 'name' }),
    },
  },
];

export function ruleTemplate(id: RuleTemplateId | null): RuleTemplate | null {
  return ruleTemplates.find((template) => template.id === id) ?? null;
}
