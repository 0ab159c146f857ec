import { beginning } from '#rules/kernel';

const SECRET_FIELDS =
  /((?:access_token|refresh_token|fb_exchange_token|input_token|client_secret|appsecret_proof|code_verifier|upload_token)["']?\s*[=:]\s*["']?)[^\s&"',;}]+/giu;
/** After a scheme; "OAuth access token" is how Meta speaks of one. */
const SCHEMES = /\b(Bearer|OAuth)\s+(?!access token\b)[\w\-.~+/=|]{6,}/giu;
/** Tokens as the networks spell them: Meta's EAA and IG, TikTok's act. and rft., LinkedIn's AQ. */
const TOKENS = /\b(?:EAA|IGAA|IGQ|AQ)[\w-]{12,}|\b(?:act|rft)\.[\w\-.!]{6,}/gu;

/** Takes every secret out of a text that will be kept or shown; 500 characters at most. */
export function redact(text: string): string {
  const plain = text
    .replace(SECRET_FIELDS, '$1[secret]')
    .replace(SCHEMES, '$1 [secret]')
    .replace(TOKENS, '[secret]');
  return beginning(plain, 500);
}
