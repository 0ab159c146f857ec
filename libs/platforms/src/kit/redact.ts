import { capabilitiesOf, PLATFORMS } from '../rules/registry.js';

const SECRET_FIELDS =
  /((?:access_token|refresh_token|fb_exchange_token|input_token|client_secret|appsecret_proof|code_verifier|upload_token)["']?\s*[=:]\s*["']?)[^\s&"',;}]+/giu;
/** After a scheme; "OAuth access token" is how Meta speaks of one. */
const SCHEMES = /\b(Bearer|OAuth)\s+(?!access token\b)[\w\-.~+/=|]{6,}/giu;
/** As each network spells its own. */
const TOKENS = PLATFORMS.map((platform) => capabilitiesOf(platform).credential.tokens);

/** Takes every secret out of a text, by the shapes in which the networks spell them. */
export const redact = (text: string): string =>
  TOKENS.reduce(
    (clean, tokens) => clean.replace(tokens, '[secret]'),
    text.replace(SECRET_FIELDS, '$1[secret]').replace(SCHEMES, '$1 [secret]'),
  );

/** Shorter ones are no secrets, and would take ordinary words away. */
const SHORTEST = 6;

/**
 * Takes out the secrets that are known, however the answer spells them: plain, in an address, or in a JSON string.
 * @param secrets those that were sent, or that the account holds
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
