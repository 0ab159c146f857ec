import type { RequestHandler } from 'express';

/**
 * Lets scripts sign in. better-auth refuses a request without `Origin` as soon as it carries a cookie or one of the
 * headers that Node's own `fetch` adds. A browser always sends `Origin` with a POST to another site, and
 * `Sec-Fetch-Site` besides, so what has neither is no browser that somebody could abuse.
 */
export const scriptOrigin = (publicUrl: string): RequestHandler => {
  const { origin } = new URL(publicUrl);
  return (request, _response, next) => {
    const { headers } = request;
    if (!headers.origin && !headers.referer && !headers['sec-fetch-site']) headers.origin = origin;
    next();
  };
};
