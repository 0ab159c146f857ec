import { betterAuth } from 'better-auth';
import { Pool } from 'pg';
import type { Config } from '#lib/kernel';
import type { Vault } from '#lib/kernel';

/** Set by our own server from the connection, never taken from a request: what sign-in attempts are limited by. */
export const CLIENT_IP_HEADER = 'x-lineup-client-ip';

/** Injection token of the sign-in service. */
export const AUTH = Symbol('lineup.auth');

/**
 * Sign-in by e-mail and password, sessions in a cookie: better-auth over its own schema of our database. Nobody
 * signs up alone: people are added by an administrator.
 * @param ended called once a session was ended here
 */
export function createAuth(config: Config, vault: Vault, ended: () => void) {
  const pool = new Pool({
    connectionString: config.DATABASE_ENGINE_URL,
    max: 4,
    options: '-c role=lineup_engine -c search_path=auth',
    application_name: 'lineup-auth',
  });
  // An idle connection that the server ends (restart) is replaced by the pool; without a listener it would be fatal.
  pool.on('error', () => undefined);
  const auth = betterAuth({
    database: pool,
    secret: vault.derive('sessions').toString('base64url'),
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    trustedOrigins: [config.PUBLIC_URL, `http://127.0.0.1:${config.PORT}`, `http://localhost:${config.PORT}`],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: { expiresIn: 14 * 86_400, updateAge: 86_400 },
    databaseHooks: { session: { delete: { after: async () => ended() } } },
    rateLimit: {
      enabled: config.NODE_ENV === 'production',
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: {
      useSecureCookies: config.SECURE_COOKIES ?? config.PUBLIC_URL.startsWith('https:'),
      cookiePrefix: 'lineup',
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    telemetry: { enabled: false },
  });
  return Object.assign(auth, { pool });
}

export type Auth = ReturnType<typeof createAuth>;
