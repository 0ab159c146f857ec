import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { findMalformed, invalid } from '#lib/kernel';

/** A target whose escapes are no UTF-8 (RFC 3986, 2.5): nothing behind could read it. */
const unreadable = (target: string): boolean => {
  try {
    decodeURIComponent(target);
    return false;
  } catch (error) {
    if (error instanceof URIError) return true;
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
  if (unreadable(request.originalUrl)) return next(invalid([{ path: 'path', code: 'text_malformed' }]));
  for (const [part, value] of [
    ['path', decodeURIComponent(request.path)],
    ['', request.query],
    ['', request.body as unknown],
  ] as const) {
    const found = findMalformed(value);
    if (found) return next(invalid([{ path: found.path || part, code: found.code }]));
  }
  next();
};
