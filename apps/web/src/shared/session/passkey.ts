import { api, unwrap } from '../api/client';

/** Loaded on first use. */
const webauthn = () => import('@simplewebauthn/browser');

/** Whether this page can use passkeys: browsers offer them on secure pages only. */
export const passkeysWork = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window;

/** Opens a session with a passkey. @throws Error when the device gave none, ApiError when the server refused it */
export async function signInByPasskey(): Promise<void> {
  const { startAuthentication } = await webauthn();
  const { token, options } = await unwrap(api.POST('/api/v1/passkey-sign-in/options'));
  const response = await startAuthentication({
    optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
  });
  await unwrap(api.POST('/api/v1/passkey-sign-in', { body: { token, response: { ...response } } }));
}

/** Creates a passkey on this device. @throws as above */
export async function addPasskey(name: string, password: string): Promise<void> {
  const { startRegistration } = await webauthn();
  const { token, options } = await unwrap(api.POST('/api/v1/me/passkeys/options', { body: { password } }));
  const response = await startRegistration({
    optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
  });
  await unwrap(api.POST('/api/v1/me/passkeys', { body: { token, name, response: { ...response } } }));
}
