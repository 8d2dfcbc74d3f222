import { z } from 'zod';
import { streamQuerySchema } from '../stream.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

const example = [
  'id: c3RyZWFtIDIwMjYtMDMtMDJUMDk6MzA6MDAuMDAwMDAwWiAxIDI3OTE3Mjg3NDI0MDAwMQ',
  'event: event',
  'data: {"topic":"event","id":279172874240001,"trigger_ref":"graph.indexed","source_ref":null,"rule_ref":null,"root_event":null,"depth":0,"payload":{"codebase":"clew"},"created":"2026-03-02T09:30:00.000000Z"}',
  '',
  '',
].join('\n');

export const openStream = defineRoute({
  method: 'get',
  path: '/api/v1/stream',
  scope: 'read',
  tag: 'history',
  summary: 'Follow what happens, as server-sent events',
  description: [
    'Each message is named after its topic: an event that was recorded, an enforcement that was created or resolved, a change of an execution or of a worker, and what a run writes (only when `topics` names `output`; kept for a week). They come in the order in which they happened, each once.',
    'The `id` of a message is the place behind it. Send the last one as `Last-Event-ID` (browsers do by themselves) or as `after` to go on from there, without a gap and without a repetition, also after the server was restarted; without one, the stream starts now. A message with an `id` alone says that nothing else happened until there.',
    'A filter narrows the topics that know it (`trigger_ref`: events and enforcements, `rule_ref`: enforcements, `action_ref`: executions and output, `entity_id`: all, of output the execution) and leaves the others as they are.',
    'The server ends a stream with `expired` when the place is older than what is kept (start anew, without a place), and with `dropped` when the client reads too slowly; the data holds the `reason`. A line `: alive` comes every 15 seconds. At most 100 clients are served at once; more get 503.',
  ].join('\n\n'),
  query: queryParameters(streamQuerySchema),
  answers: {
    200: {
      description: 'The stream; it does not end by itself.',
      schema: z.string(),
      example,
      mediaType: 'text/event-stream',
    },
  },
  problems: ['invalid_request', 'unavailable'],
});
