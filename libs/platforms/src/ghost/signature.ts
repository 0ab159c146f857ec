import { createHmac } from 'node:crypto';
import { PlatformError } from '../kit/platform-error.js';

/** How long a signature holds, s: the longest that Ghost documents. */
const LIFE_S = 300;
const KEY = /^([\da-f]{24}):((?:[\da-f]{2}){16,64})$/u;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * The signature of a call (JSON Web Token, HS256). Source: Ghost Admin API, token authentication.
 * @param key Admin API key, `id:secret`
 * @param nowS instant, seconds since 1970 by the site's own clock
 * @throws PlatformError of class auth for what is no such key
 */
export function signature(key: string, nowS: number): string {
  const [, id, secret] = KEY.exec(key) ?? [];
  if (!id || !secret) {
    throw new PlatformError({
      class: 'auth',
      cause: 'account',
      code: 'key_malformed',
      message: 'this is no Admin API key: it has an id, a colon and a secret',
      refused: true,
      hint: 'reconnect',
    });
  }
  const claims = { iat: nowS, exp: nowS + LIFE_S, aud: '/admin/' };
  const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: id })}.${encoded(claims)}`;
  const hash = createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url');
  return `${signed}.${hash}`;
}
