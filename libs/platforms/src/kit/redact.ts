import { capabilitiesOf, PLATFORMS } from '../rules/registry.js';

const SECRET_FIELDS =
  /((?:access_token|refresh_token|fb_exchange_token|input_token|client_secret|appsecret_proof|code_verifier|upload_token)["']?\s*[=:]\s*["']?)[^\s&"',;}]+/giu;
/** A token after its scheme; Meta writes "OAuth access token" in sentences, which is not one. */
const SCHEMES = /\b(Bearer|OAuth)\s+(?!access token\b)[\w\-.~+/=|]{6,}/giu;
/** Token patterns of each network. */
const TOKENS = PLATFORMS.map((platform) => capabilitiesOf(platform).credential.tokens);

/** Removes every secret from a text, by the token patterns of the networks. */
export const redact = (text: string): string =>
  TOKENS.reduce(
    (clean, tokens) => clean.replace(tokens, '[secret]'),
    text.replace(SECRET_FIELDS, '$1[secret]').replace(SCHEMES, '$1 [secret]'),
  );

/** Shorter strings are not secrets, and removing them would damage ordinary words. */
const SHORTEST = 6;

/**
 * Removes known secrets in every spelling: plain, URL-encoded, or escaped in JSON.
 * @param secrets those that were sent, or that the account has
 */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    const spelt = new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
    for (const one of spelt) clean = clean.replaceAll(one, '[secret]');
  }
  return clean;
}
