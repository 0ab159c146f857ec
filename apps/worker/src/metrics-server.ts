import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';

/** Serves a worker's own counters on loopback or, in a container, on every interface its host maps. */
export function serveMetrics(registry: Registry, port: number, host: string): Server {
  return createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  }).listen(port, host);
}
