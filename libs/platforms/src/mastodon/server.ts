import type { AdapterIo, RemoteAccount } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import type { AccountLimits } from '../rules/capabilities.js';
import { api, type ApiIo } from './api.js';
import { isMissing } from './errors.js';
import { accountAnswer, type Instance, instanceAnswer } from './schemas.js';

/** The account of a credential, without the limits of its server. @throws PlatformError */
export async function readMe(io: ApiIo): Promise<RemoteAccount & { picture: string | null }> {
  const { data } = await told(() =>
    api(io, { method: 'GET', path: '/accounts/verify_credentials', schema: accountAnswer }),
  );
  return {
    remoteId: `${data.id}@${serverName(io.settings.origin, data.url)}`,
    name: data.display_name || data.username,
    handle: data.username,
    picture: data.avatar_static ?? data.avatar,
  };
}

/**
 * Here a token that has the right to read its account is refused because of the account: it is not confirmed, not
 * approved yet or turned off (403), or the token is of nobody (422).
 */
async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { code } = error.detail;
    if (code === '422') throw new PlatformError({ ...error.detail, class: 'auth', hint: 'reconnect' });
    if (code === '403') throw new PlatformError({ ...error.detail, hint: 'account_checkpoint' });
    throw error;
  }
}

/**
 * The host that makes the account's id unique: of the address by which it is reached, whatever the server says of itself.
 * A server that is reached in another way, as inside one's own network, tells it in the account's address.
 */
function serverName(origin: string, profile: string | null): string {
  const { protocol, host, pathname } = new URL(origin);
  if (protocol === 'https:' && pathname === '/') return host;
  return profile !== null && URL.canParse(profile) ? new URL(profile).host : host;
}

/** An account with what its server allows. @throws PlatformError */
export async function readAccount(io: AdapterIo): Promise<RemoteAccount> {
  const { remoteId, name, handle } = await readMe(io);
  const limits = await readLimits(io);
  return { remoteId, name, handle, ...(limits && { limits }) };
}

/**
 * What a server allows, as far as it tells. Source: Mastodon API, instance (v2 from 4.0 on); `max_toot_chars` and its
 * like are what servers told before, and Pleroma does.
 * @returns undefined for a server that does not tell of itself
 * @throws PlatformError
 */
export async function readLimits(io: ApiIo): Promise<AccountLimits | undefined> {
  const instance = (await readInstance(io, 'v2')) ?? (await readInstance(io));
  if (!instance) return undefined;
  const { statuses, media_attachments: media } = instance.configuration ?? {};
  return {
    textMax: statuses?.max_characters ?? instance.max_toot_chars,
    linkLength: statuses?.characters_reserved_per_url,
    altTextMax: media?.description_limit ?? instance.description_limit,
    galleryMax: statuses?.max_media_attachments ?? instance.max_media_attachments,
    videoBytes: media?.video_size_limit ?? instance.upload_limit,
    ...(TAKES_MEDIA_ONLY.test(instance.version) && { mediaRequired: true }),
  };
}

/** Servers name their software in their version: Pixelfed takes no post of words alone. */
const TAKES_MEDIA_ONLY = /\bPixelfed\b/iu;

async function readInstance(io: ApiIo, version?: 'v2'): Promise<Instance | null> {
  try {
    const asked = { method: 'GET', path: '/instance', schema: instanceAnswer, answer: 'list' } as const;
    return (await api(io, { ...asked, ...(version && { version }) })).data;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
