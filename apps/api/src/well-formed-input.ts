import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isUtf8 } from 'node:buffer';
import { findMalformed, invalid } from '#lib/kernel';

/**
 * Checks a body before it is parsed: JSON is UTF-8 (RFC 8259, 8.1), and other bytes would silently be replaced.
 * @throws DomainError 422
 */
export function requireUtf8(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw invalid([{ path: 'body', code: 'text_malformed' }]);
}

/** The decoded path; null when its escapes are not UTF-8 (RFC 3986, 2.5). */
const inClear = (path: string): string | null => {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
};

/**
 * Checks all text from outside, before any other handler: target, query and JSON body must be storable Unicode of
 * limited depth. Comes after the body parser.
 * @throws DomainError 422 with the path of the error
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
