import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';

/** Does nothing until {@link startTracing} was called: then a span costs a function call. */
const tracer = trace.getTracer('lineup');

export { SpanKind } from '@opentelemetry/api';

/**
 * Runs work inside a span. Attributes are for our ids, counts and names: never a token, an address with its query,
 * or people's text. Of an error only the class is recorded, and it is rethrown.
 */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The current trace as W3C `traceparent`, to be stored with work for later; null when tracing is off. */
export function traceParent(): string | null {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-${(span.traceFlags & TraceFlags.SAMPLED) === 0 ? '00' : '01'}`;
}

const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Continues a trace that began elsewhere; an invalid `traceparent` starts none. */
export function inTrace<T>(parent: unknown, work: () => T): T {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(typeof parent === 'string' ? parent : '') ?? [];
  if (!traceId || !spanId || !flags) return work();
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return context.with(trace.setSpanContext(context.active(), remote), work);
}
