export { auditPageSchema, tokenPageSchema } from './access.ts';
export { components } from './components.ts';
export {
  type EventReceipts,
  eventReceiptsSchema,
  type NewEvents,
  newEventsSchema,
} from './events.ts';
export { type GenerationRequest, generationRequestSchema } from './generate-knowledge.ts';
export { type IndexRequest, indexRequestSchema } from './index-codebase.ts';
export { parameterDescriptions } from './parameters.ts';
export { problemStatus } from './problem-status.ts';
export {
  type AnswerSpec,
  defineRoute,
  type Method,
  type RouteAnswer,
  type RouteBody,
  type RouteBodyInput,
  type RouteParams,
  type RouteQuery,
  type RouteReply,
  type RouteSpec,
  type RouteTag,
} from './route.ts';
export { type RouteAddress, routeUrl } from './route-url.ts';
export { type RouteName, type Routes, routes } from './routes.ts';
export { type RenameRequest, renameRequestSchema } from './symbols.ts';
