import type { AdapterIo, Credential, RemoteAccount } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { findSite, readUser } from './site.js';

/** The site is the account; who publishes there is only its handle. @throws PlatformError */
export async function readAccount(io: AdapterIo): Promise<RemoteAccount> {
  const { root, name, place } = await findSite(io);
  return { remoteId: `site@${place}`, name, handle: await readUser(io, root) };
}

/** Blanks in an application password are for the eye. @throws PlatformError of class auth, also for a missing right */
export async function signIn(
  io: AdapterIo,
  { login, password }: { login: string; password: string },
): Promise<Credential> {
  const credential = { login: login.trim(), accessToken: password.replace(/\s+/gu, '') };
  const asked = { ...io, credential };
  const { root, passwords } = await findSite(asked);
  try {
    await readUser(asked, root);
  } catch (error) {
    const refused = error instanceof PlatformError && error.detail.hint === 'reconnect';
    if (!refused || passwords) throw error;
    throw new PlatformError({
      ...error.detail,
      code: 'application_passwords_off',
      message: 'this site takes no application passwords: it needs https, and a plugin may turn them off',
    });
  }
  return credential;
}
