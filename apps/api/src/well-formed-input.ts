import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isUtf8 } from 'node:buffer';
import { findMalformed, invalid } from '#lib/kernel';

/**
 * Of a body before it is parsed: JSON is UTF-8 (RFC 8259, 8.1), and what is not would lose its letters without a word.
 * @throws DomainError 422
 */
export function requireUtf8(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw invalid([{ path: 'body', code: 'text_malformed' }]);
}

/** The path in clear; null when its escapes are no UTF-8 (RFC 3986, 2.5), so that nothing behind could read it. */
const inClear = (path: string): string | null => {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
};

/**
 * The one place where text from outside is checked before anybody works with it: target, query and JSON body are Unicode
 * that can be kept, nested no deeper than ours ever are. Stands behind the parser of bodies.
 * @throws DomainError 422 with the place of what is wrong
 */
export const wellFormedInput: RequestHandler = (
  request: Request,
  _response: Response,
  next: NextFunction,
) => {
  const [path, target] = [inClear(request.path), inClear(request.originalUrl)];
  if (path === null || target === null) return next(invalid([{ path: 'path', code: 'text_malformed' }]));
  for (const [part, value] of [
    ['path', path],
    ['', request.query],
    ['', request.body as unknown],
  ] as const) {
    const found = findMalformed(value);
    if (found) return next(invalid([{ path: found.path || part, code: found.code }]));
  }
  next();
};
