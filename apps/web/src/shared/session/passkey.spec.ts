import { answered, line, lost } from '../testing/fake-line';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

/** The device: what it is asked, and what it gives. */
const device = {
  asked: [] as unknown[],
  gives: (): Promise<unknown> => Promise.resolve({ id: 'key-1', type: 'public-key' }),
};
const ask = (how: unknown): Promise<unknown> => {
  device.asked.push(how);
  return device.gives();
};
jest.unstable_mockModule('@simplewebauthn/browser', () => ({
  startAuthentication: ask,
  startRegistration: ask,
}));
const { addPasskey, passkeysWork, signInByPasskey } = await import('./passkey');

beforeEach(() => {
  line.clear();
  device.asked.length = 0;
  device.gives = () => Promise.resolve({ id: 'key-1', type: 'public-key' });
});
const offered = answered(200, { token: 'a-token', options: { challenge: 'abc' } });
const sent = async (): Promise<[string, unknown][]> =>
  Promise.all(
    line.sent.map(
      async (request) =>
        [new URL(request.url).pathname, JSON.parse((await request.text()) || 'null')] as [string, unknown],
    ),
  );

describe('a passkey', () => {
  it.each([
    [
      'on a secure page of a browser that has them',
      { isSecureContext: true, PublicKeyCredential: class {} },
      true,
    ],
    ['over plain http', { isSecureContext: false, PublicKeyCredential: class {} }, false],
    ['in a browser without them', { isSecureContext: true }, false],
  ])('works %s or does not', (_, page, works) => {
    Reflect.set(globalThis, 'window', page);
    expect(passkeysWork()).toBe(works);
  });

  it('signs in with what the device gave for the server’s challenge', async () => {
    line.next(offered, answered(204));
    await signInByPasskey();
    expect(device.asked).toEqual([{ optionsJSON: { challenge: 'abc' } }]);
    expect(await sent()).toEqual([
      ['/api/v1/passkey-sign-in/options', null],
      ['/api/v1/passkey-sign-in', { token: 'a-token', response: { id: 'key-1', type: 'public-key' } }],
    ]);
  });

  it('is added under its name, after the password', async () => {
    line.next(offered, answered(201, {}));
    await addPasskey('Téléphone', 'four words make a password');
    expect(device.asked).toEqual([{ optionsJSON: { challenge: 'abc' } }]);
    expect(await sent()).toEqual([
      ['/api/v1/me/passkeys/options', { password: 'four words make a password' }],
      [
        '/api/v1/me/passkeys',
        { token: 'a-token', name: 'Téléphone', response: { id: 'key-1', type: 'public-key' } },
      ],
    ]);
  });

  it.each([
    ['signing in', () => signInByPasskey()],
    ['adding one', () => addPasskey('Téléphone', 'four words')],
  ])('ends at the device when its person says no: %s', async (_, act) => {
    device.gives = () => Promise.reject(Object.assign(new Error('no'), { name: 'NotAllowedError' }));
    line.next(offered);
    await expect(act()).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(line.sent).toHaveLength(1);
  });

  it.each([
    ['signing in', () => signInByPasskey()],
    ['adding one', () => addPasskey('Téléphone', 'not it')],
  ])('does not trouble the device when the server refuses, or is away: %s', async (_, act) => {
    line.next(answered(403, { code: 'password_wrong' }), lost);
    await expect(act()).rejects.toMatchObject({ code: 'password_wrong' });
    await expect(act()).rejects.toMatchObject({ code: 'network' });
    expect(device.asked).toEqual([]);
  });

  it('that the server does not know is refused in its words', async () => {
    line.next(offered, answered(401, { code: 'passkey_unknown', detail: 'Inconnue.' }));
    await expect(signInByPasskey()).rejects.toMatchObject({ code: 'passkey_unknown', message: 'Inconnue.' });
  });
});
