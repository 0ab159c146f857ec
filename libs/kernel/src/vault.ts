import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Secret } from './secret.js';

const FORMAT = 'v1';

/**
 * Envelope encryption: each value has its own random data key (AES-256-GCM, random 96-bit nonce), itself encrypted
 * with the installation's key. The associated data binds a value to its place, so that a row copied to another
 * channel or organisation does not open. Key ids let two master keys coexist during rotation.
 */
export class Vault {
  readonly #keys = new Map<string, Buffer>();
  readonly #current: string;

  /** @param masterKeys 32-byte keys, the current one first; the others only open. */
  constructor(masterKeys: Secret<Buffer>[]) {
    const [first] = masterKeys;
    if (!first) throw new Error('A vault needs at least one key');
    for (const key of masterKeys) this.#keys.set(Vault.keyId(key.reveal()), key.reveal());
    this.#current = Vault.keyId(first.reveal());
  }

  /** Short public name of a key, which does not reveal the key. */
  static keyId(key: Buffer): string {
    return createHash('sha256').update('lineup-key-id').update(key).digest('hex').slice(0, 12);
  }

  /** @returns text safe to store; differs at each call for the same value */
  seal(value: string, associated: string): string {
    const dataKey = randomBytes(32);
    const master = this.#keys.get(this.#current);
    if (!master) throw new Error('The current key is missing');
    const wrapped = encrypt(master, dataKey, `${this.#current}|${associated}`);
    const body = encrypt(dataKey, Buffer.from(value, 'utf8'), associated);
    return [FORMAT, this.#current, wrapped.toString('base64url'), body.toString('base64url')].join('.');
  }

  /** @throws Error when the text was altered, moved to another place, or sealed by an unknown key. */
  open(sealed: string, associated: string): Secret<string> {
    const [format, keyId = '', wrapped = '', body = ''] = sealed.split('.');
    const master = this.#keys.get(keyId);
    if (format !== FORMAT || !master) throw new Error(`Sealed with an unknown key (${keyId || 'none'})`);
    const dataKey = decrypt(master, Buffer.from(wrapped, 'base64url'), `${keyId}|${associated}`);
    return new Secret(decrypt(dataKey, Buffer.from(body, 'base64url'), associated).toString('utf8'));
  }

  /** Whether one of our keys opens the value. */
  opens(sealed: string): boolean {
    return this.#keys.has(sealed.split('.')[1] ?? '');
  }

  /** Whether the value is sealed with the current key. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.#current;
  }

  /** A key for another purpose (signing addresses, sessions), which does not reveal the master key. */
  derive(purpose: string): Buffer {
    const master = this.#keys.get(this.#current);
    if (!master) throw new Error('The current key is missing');
    return Buffer.from(hkdfSync('sha256', master, 'lineup', purpose, 32));
  }

  /** Hex HMAC-SHA256 of a text under a derived key. */
  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.derive(purpose)).update(text).digest('hex');
  }
}

function encrypt(key: Buffer, plain: Buffer, associated: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, associated: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(associated))
    .setAuthTag(sealed.subarray(sealed.length - 16));
  return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
}
