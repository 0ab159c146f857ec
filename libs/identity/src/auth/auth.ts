import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { Pool } from 'pg';
import { poolTimeouts, sessionLimits } from '#lib/database';
import { type Config, shareConnections, type Vault } from '#lib/kernel';
import { PASSWORD_LEAST, PASSWORD_MOST } from './password-policy.js';

/** Injection token of the sign-in service. */
export const AUTH = Symbol('lineup.auth');

/** Address of the client that a session shows; set by our server from the connection, never taken from a request. */
export const CLIENT_IP_HEADER = 'x-lineup-client-ip';

/** Longest life of a session, used or not, seconds. */
export const SESSION_SECONDS = 30 * 86_400;

/** How the person of a session proved their identity. */
export type SignInMethod = 'password' | 'two_factor' | 'passkey';

/**
 * Cookie prefix. Under https it starts with `__Host-`: the browser then accepts it only from a secure page, for
 * exactly this host, so that no neighbouring host can set it (RFC 6265bis, 4.1.3.2).
 */
export const cookiePrefix = (secure: boolean): string => (secure ? '__Host-lineup' : 'lineup');

/**
 * Sign-in by e-mail and password with a second factor and sessions in a cookie: better-auth over its own schema of
 * our database. Nobody can sign up without an invitation. auth-http.ts says which of its routes are open, and counts
 * attempts.
 * @param ended called when a session was ended here
 */
export function createAuth(config: Config, vault: Vault, ended: () => void) {
  const limitMs = config.DATABASE_TIMEOUT_SECONDS * 1000;
  const pool = new Pool({
    ...poolTimeouts(limitMs),
    connectionString: config.DATABASE_ENGINE_URL,
    max: shareConnections(config.DATABASE_POOL, config.REDIS_URL !== undefined).auth,
    options: `-c role=lineup_engine -c search_path=auth ${sessionLimits(limitMs)}`,
    application_name: 'lineup-auth',
  });
  // The pool replaces an idle connection that the server closed; without a listener the error would end the
  // process.
  pool.on('error', () => undefined);
  const secure = config.SECURE_COOKIES ?? config.PUBLIC_URL.startsWith('https:');
  const auth = betterAuth({
    appName: 'Lineup',
    database: pool,
    secret: vault.derive('sessions').toString('base64url'),
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    trustedOrigins: [config.PUBLIC_URL, `http://127.0.0.1:${config.PORT}`, `http://localhost:${config.PORT}`],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LEAST,
      maxPasswordLength: PASSWORD_MOST,
    },
    user: {
      additionalFields: { mustChangePassword: { type: 'boolean', required: false, input: false } },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      // Use does not prolong a session; lastSeenAt tells when it was last used.
      disableSessionRefresh: true,
      additionalFields: {
        organisationId: { type: 'string', required: false, input: false },
        method: { type: 'string', required: false, input: false },
        lastSeenAt: { type: 'date', required: false, input: false },
      },
    },
    databaseHooks: { session: { delete: { after: async () => ended() } } },
    rateLimit: { enabled: false },
    plugins: [twoFactor({ issuer: 'Lineup', backupCodeOptions: { storeBackupCodes: 'encrypted' } })],
    advanced: {
      // The prefix that better-auth would add, __Secure-, is weaker than `__Host-`.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(secure),
      defaultCookieAttributes: { secure },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    telemetry: { enabled: false },
    // Refusals are in the security log, without the mistyped address.
    logger: { level: 'error' },
  });
  return Object.assign(auth, { pool });
}

export type Auth = ReturnType<typeof createAuth>;
