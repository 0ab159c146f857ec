import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EndTracing, startTracing } from '#lib/kernel';
import { type Backend, type TestInstallation, startInstallation } from '../support/installation.js';
import { type ReceivedSpan, startTraceReceiver, type TraceReceiver } from '../support/trace-receiver.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';

let receiver: TraceReceiver;
let installation: TestInstallation;
let endTracing: EndTracing;

// One backend is enough here and the other in the queue's own tests: what carries the trace is the payload.
const backend: Backend = 'redis';

beforeEach(async () => {
  receiver = await startTraceReceiver();
  installation = await startInstallation(backend, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint });
  endTracing = await startTracing(installation.api.config, 'api');
});
afterEach(async () => {
  await endTracing();
  await installation.close();
  await receiver.close();
});

/** From a span up to the one that began it all. */
function line(span: ReceivedSpan): ReceivedSpan[] {
  const parent = receiver.spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [span, ...line(parent)] : [span];
}

describe('traces', () => {
  it('lead from the approval through the queue to the visible call, in one trace, and hold no secret', async () => {
    const post = await installation.approved('facebook');
    await installation.schedule(post.postId, 1);
    const worker = await startWorker(installation.env);
    try {
      await until('the publication', async () => {
        const { rows } = await installation.database.query(
          `SELECT 1 FROM publication WHERE post_id = $1 AND state = 'published'`,
          [post.postId],
        );
        return rows[0];
      });
    } finally {
      await worker.stop();
    }
    await endTracing();

    const approval = receiver.spans.find(({ name }) => name === 'POST /api/v1/posts/:id/approve');
    const trace = receiver.spans.filter(({ traceId }) => traceId === approval?.traceId);
    expect(new Set(trace.map(({ service }) => service))).toEqual(new Set(['lineup-api', 'lineup-worker']));
    expect(trace.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'job look-at-publication',
        'publication.claim',
        'publication.arming',
        'publication.fire',
        'publication.settle',
        'POST to a network',
      ]),
    );
    const call = trace.find(({ name }) => name === 'POST to a network') as ReceivedSpan;
    expect(call.attributes).toMatchObject({
      'server.address': new URL(installation.sandbox.origin).host,
      'http.response.status_code': 200,
    });
    expect(line(call).map(({ name }) => name)).toEqual(
      expect.arrayContaining([approval?.name, 'job look-at-publication']),
    );

    const account = installation.sandbox.control.accounts().find(({ id }) => id === post.account);
    const told = receiver.raw.join('\n');
    for (const secret of [account?.token, account?.refreshToken, 'access_token', 'Parlons solutions']) {
      expect(secret).toBeTruthy();
      expect(told).not.toContain(secret);
    }
  }, 60_000);
});
