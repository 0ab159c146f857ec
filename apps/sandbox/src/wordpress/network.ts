import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { WORDPRESS_SETTINGS } from './settings.js';

/** The envelope of every refusal, which repeats its status (WordPress REST API, WP_Error). */
export const wordpressReply = (status: number, code: string, message: string, data: object = {}): Reply => ({
  status,
  body: { code, message, data: { status, ...data } },
});

export const refuse = (status: number, code: string, message: string, data?: object): Refusal =>
  new Refusal(wordpressReply(status, code, message, data));

const notLoggedIn = (): Reply =>
  wordpressReply(401, 'rest_not_logged_in', 'Vous n’êtes actuellement pas connecté.');
const cannotCreate = (status: number): Reply =>
  wordpressReply(
    status,
    'rest_cannot_create',
    'Désolé, vous n’avez pas l’autorisation de créer des articles en tant que cet utilisateur.',
  );

/** A plugin's answer: WordPress itself counts no calls. */
const limited = (seconds: number): Reply => ({
  ...wordpressReply(429, 'rest_too_many_requests', 'Trop de requêtes.'),
  headers: { 'retry-after': String(seconds) },
});

const MINUTE = 60_000;

/** Basic authentication with an application password, in which blanks do not count. */
export function wordpressNetwork(sandboxState: SandboxState): Network {
  const settings = () => sandboxState.settings.of('wordpress', WORDPRESS_SETTINGS);

  /** A wrong name or password makes a call anonymous, and nobody is refused for it: only what nobody may do is. */
  function admit(call: Call): asserts call is Admitted {
    if (!isUser(call) || !settings().applicationPasswords) {
      throw new Refusal(call.operation === 'account' ? notLoggedIn() : cannotCreate(401));
    }
    const { callsPerMinute } = settings().quotas;
    if (callsPerMinute === 0) return;
    const counter = sandboxState.counters.of(`wordpress:${call.account?.id ?? ''}`, MINUTE);
    if (counter.count(call.arrivedAt) >= callsPerMinute) throw new Refusal(limited(60));
    counter.add(call.arrivedAt);
  }

  return {
    platform: 'wordpress',
    noted: ['content-disposition'],
    token: (req) => basicOf(req.headers.authorization)?.password ?? null,
    admit,
    headers: () => ({ 'x-robots-tag': 'noindex', 'x-content-type-options': 'nosniff' }),
    replies: {
      rateLimited: (_call, seconds) => limited(seconds),
      tokenExpired: notLoggedIn,
      tokenRevoked: notLoggedIn,
      forbidden: () => cannotCreate(403),
      // Nothing is refused as a duplicate.
      duplicate: () => wordpressReply(400, 'rest_invalid_param', 'Paramètre(s) invalide(s) : content'),
      // A fatal error of PHP has no envelope.
      serverError: () => ({
        status: 500,
        headers: { 'content-type': 'text/html' },
        body: '<p>Il y a eu une erreur critique sur ce site.</p>',
      }),
    },
  };
}

/** Name and password of a header; null when there is none. */
function basicOf(header = ''): { login: string; password: string } | null {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(header) ?? [];
  if (encoded === undefined) return null;
  const [login = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return { login, password: password.join(':').replace(/\s/g, '') };
}

/** Whether a call is one of the account's user: name and password belong together. */
export const isUser = ({ account, req }: Call): boolean =>
  account?.tokenState === 'ok' && basicOf(req.headers.authorization)?.login === account.handle;
