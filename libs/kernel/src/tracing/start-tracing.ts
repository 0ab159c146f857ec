import type { Config } from '../config/config.js';

/** Sends the remaining spans; resolves after the exporter's own time limit at the latest. */
export type EndTracing = () => Promise<void>;

/** Attributes that name the service (OpenTelemetry resource semantic conventions). */
const resourceOf = (service: string) => {
  const attributes = { 'service.name': `lineup-${service}`, 'service.namespace': 'lineup' };
  const resource = {
    attributes,
    merge: () => resource,
    getRawAttributes: () => Object.entries(attributes) as [string, string][],
  };
  return resource;
};

/**
 * Sends spans to `OTEL_EXPORTER_OTLP_ENDPOINT` over OTLP/HTTP; without it the SDK is not even loaded. When the
 * collector is unavailable, only spans are lost. Call it before creating anything that is to be traced.
 * @param service last part of the service's name: `api`, `worker`
 */
export async function startTracing(config: Config, service: string): Promise<EndTracing> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return async () => undefined;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceOf(service),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return () => provider.shutdown().catch(() => undefined);
}
