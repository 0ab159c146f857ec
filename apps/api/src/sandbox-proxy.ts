import type { RequestHandler } from 'express';
import { request as httpRequest } from 'node:http';

/** Shows the sandbox under our own address, for the demonstration only: mounted when `SANDBOX_ORIGIN` says so. */
export function sandboxProxy(origin: string): RequestHandler {
  return (request, response) => {
    const target = new URL(request.originalUrl, origin);
    const upstream = httpRequest(
      target,
      { method: request.method, headers: { ...request.headers, host: target.host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    upstream.on('error', () => {
      if (!response.headersSent) response.status(502).type('text/plain').send('The sandbox does not answer.');
      else response.end();
    });
    request.pipe(upstream);
  };
}
