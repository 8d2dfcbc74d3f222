import { checkRule, testRule as tryRule } from '@clew/automation';
import { routes, routeUrl } from '@clew/contracts/api';
import {
  updateRule as changeRule,
  checkRuleDraft,
  getRule as readRule,
  readRuleActivity,
  listRules as readRules,
  listRuleVersions as readVersions,
  deleteRule as removeRule,
  createRule as storeRule,
} from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const listRules: Handlers['listRules'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readRules({ ctx, input: query }),
});

export const createRule: Handlers['createRule'] = async ({ ctx, body }) => {
  const made = await storeRule({ ctx: { ...ctx, checkRule }, input: body });
  const location = routeUrl(routes.getRule, { params: { ref: made.ref } });
  return { status: 201, body: made, headers: { location } };
};

export const getRuleActivity: Handlers['getRuleActivity'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readRuleActivity({ ctx, input: query }),
});

export const getRule: Handlers['getRule'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readRule({ ctx, input: params }),
});

export const updateRule: Handlers['updateRule'] = async ({ ctx, params, body }) => ({
  status: 200,
  body: await changeRule({ ctx: { ...ctx, checkRule }, input: { ref: params.ref, patch: body } }),
});

export const deleteRule: Handlers['deleteRule'] = async ({ ctx, params }) => ({
  status: 200,
  body: await removeRule({ ctx, input: params }),
});

export const listRuleVersions: Handlers['listRuleVersions'] = async ({ ctx, params, query }) => ({
  status: 200,
  body: await readVersions({ ctx, input: { ...query, ...params } }),
});

const now = () => new Date();

export const testRule: Handlers['testRule'] = async ({ ctx, params, body, signal }) => {
  const rule = await readRule({ ctx, input: params });
  return {
    status: 200,
    body: await tryRule({ ctx: { ...ctx, now }, input: { rule, on: body, signal } }),
  };
};

export const testDraftRule: Handlers['testDraftRule'] = async ({ ctx, body, signal }) => {
  const { rule, on } = body;
  await checkRuleDraft({ ctx: { ...ctx, checkRule }, input: rule });
  return {
    status: 200,
    body: await tryRule({ ctx: { ...ctx, now }, input: { rule, on, signal } }),
  };
};
