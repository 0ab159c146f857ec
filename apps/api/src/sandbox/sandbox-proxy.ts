import type { Request, RequestHandler, Response } from 'express';
import { pipeline } from 'node:stream';
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { sandboxRequest } from './sandbox-path.js';

/** Request headers that the sandbox gets; cookies and keys are not sent to it. */
const SENT = ['accept', 'accept-language', 'content-length', 'content-type', 'if-none-match', 'range'];
const ANSWERED = [
  'accept-ranges',
  'cache-control',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'location',
  'vary',
];

const only = (headers: IncomingHttpHeaders, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/**
 * Serves the sandbox under our own address, for the demonstration only: mounted when `SANDBOX_ORIGIN` is set.
 * Requests go to that origin only, must pass {@link sandboxRequest}, and carry no credentials.
 * @param mayControl whether the caller may control the sandbox
 */
export function sandboxProxy(
  origin: string,
  mayControl: (request: Request) => Promise<boolean>,
): RequestHandler {
  const { hostname: name, port } = new URL(origin);
  const hostname = name.replace(/^\[|\]$/gu, '');
  const forward = (request: Request, response: Response, path: string): void => {
    const upstream = httpRequest(
      { hostname, port, path, method: request.method, headers: only(request.headers, SENT) },
      (answer) => pass(answer, response),
    );
    upstream.on('error', () => {
      if (!response.headersSent) response.status(502).type('text/plain').send('The sandbox does not answer.');
      else response.end();
    });
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  };
  return (request, response, next) => {
    const asked = sandboxRequest(request.method, request.originalUrl);
    if (!asked) return void response.status(404).type('text/plain').send('404');
    if (!asked.control) return forward(request, response, asked.path);
    mayControl(request).then((may) => {
      if (may) forward(request, response, asked.path);
      else response.status(403).json({ error: 'For administrators, or on the machine itself.' });
    }, next);
  };
}

function pass(answer: IncomingMessage, response: Response): void {
  response.writeHead(answer.statusCode ?? 502, only(answer.headers, ANSWERED));
  // A broken connection ends the answer too.
  pipeline(answer, response, () => undefined);
}
