import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { Pool } from 'pg';
import { patience, sessionLimits } from '#lib/database';
import { type Config, shareConnections, type Vault } from '#lib/kernel';
import { PASSWORD_LEAST, PASSWORD_MOST } from './password-policy.js';

/** Injection token of the sign-in service. */
export const AUTH = Symbol('lineup.auth');

/** Set by our own server from the connection, never taken from a request: the address that a session shows. */
export const CLIENT_IP_HEADER = 'x-lineup-client-ip';

/** A session ends then, whatever its use, seconds. */
export const SESSION_SECONDS = 30 * 86_400;

/** How a session began: with what its person proved who they are. */
export type SignInMethod = 'password' | 'two_factor' | 'passkey';

/**
 * Under https the name begins with `__Host-`: the browser then keeps it only from a secure page, for this host alone and
 * the whole of it, so that no neighbouring host can plant another one (RFC 6265bis, 4.1.3.2).
 */
export const cookiePrefix = (secure: boolean): string => (secure ? '__Host-lineup' : 'lineup');

/**
 * Sign-in by e-mail and password with a second factor, sessions in a cookie: better-auth over its own schema of our
 * database. Nobody signs up alone: people are invited. What of its routes is open is said in auth-http.ts; attempts are
 * counted there too.
 * @param ended called once a session was ended here
 */
export function createAuth(config: Config, vault: Vault, ended: () => void) {
  const limitMs = config.DATABASE_TIMEOUT_SECONDS * 1000;
  const pool = new Pool({
    ...patience(limitMs),
    connectionString: config.DATABASE_ENGINE_URL,
    max: shareConnections(config.DATABASE_POOL, config.REDIS_URL !== undefined).auth,
    options: `-c role=lineup_engine -c search_path=auth ${sessionLimits(limitMs)}`,
    application_name: 'lineup-auth',
  });
  // An idle connection that the server ends (restart) is replaced by the pool; without a listener it would be fatal.
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
      // Use never moves the end; what tells that a session lies idle is lastSeenAt.
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
      // The prefix that better-auth would add, __Secure-, is weaker than the one above.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(secure),
      defaultCookieAttributes: { secure },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    telemetry: { enabled: false },
    // What was refused is in the security log, without the address of whoever mistyped it.
    logger: { level: 'error' },
  });
  return Object.assign(auth, { pool });
}

export type Auth = ReturnType<typeof createAuth>;
