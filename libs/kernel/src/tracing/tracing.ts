import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';

/** Resolves to a tracer that does nothing until {@link startTracing} was called: then a span costs a function call. */
const tracer = trace.getTracer('lineup');

export { SpanKind } from '@opentelemetry/api';

/**
 * Does some work inside a span. Attributes are for ids, counts and names of ours: never a token, an address with its
 * query, or what people wrote. A failure is noted by its class alone, and thrown on.
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

/** The trace in force as W3C `traceparent`, to be kept with what is to be done later; null when nothing is traced. */
export function traceParent(): string | null {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-${(span.traceFlags & TraceFlags.SAMPLED) === 0 ? '00' : '01'}`;
}

const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Goes on with a trace that began elsewhere; what is no `traceparent` begins none. */
export function inTrace<T>(parent: unknown, work: () => T): T {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(typeof parent === 'string' ? parent : '') ?? [];
  if (!traceId || !spanId || !flags) return work();
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return context.with(trace.setSpanContext(context.active(), remote), work);
}
