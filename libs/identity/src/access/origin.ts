import type { Request } from 'express';
import { clientAddress, type Config, DomainError } from '#lib/kernel';

/** Where a request came from, as far as that is reliable. */
export interface Origin {
  address: string;
  /** The client's own description of itself; not verified. */
  device: string;
}

export function originOf(request: Request, config: Config): Origin {
  const { headers, socket } = request;
  const forwarded = headers['x-forwarded-for'];
  return {
    address: clientAddress(
      socket.remoteAddress,
      Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
      config.TRUSTED_PROXIES,
    ),
    device: (headers['user-agent'] ?? '').slice(0, 200),
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Browsers send cookies for any page's request, so a change must come from our own pages (OWASP, CSRF, Origin
 * check).
 * @throws DomainError 403
 */
export function refuseForeignOrigin(request: Request, config: Config): void {
  const { origin, host } = request.headers;
  if (SAFE.has(request.method) || !origin) return;
  const own = [config.PUBLIC_URL, `http://${host}`, `https://${host}`];
  if (!own.includes(origin)) throw new DomainError(403, 'origin_refused');
}
