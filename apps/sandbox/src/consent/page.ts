import { PLATFORM_NAMES, type Platform } from '#rules/platforms';
import type { Account } from '../core/accounts.js';
import { CONSENT_WORDS } from './words.js';
import type { ConsentFlavour } from './flavour.js';

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1c1b19;background:#fff}
h1{font-size:1.4rem}fieldset{border:1px solid #8a8782;border-radius:.5rem;margin:0 0 1rem;padding:.75rem 1rem}
label{display:flex;gap:.6rem;align-items:center;min-height:2.75rem}input{width:1.15rem;height:1.15rem}
button{font:inherit;min-height:2.75rem;padding:0 1.4rem;border-radius:.5rem;border:1px solid #1c1b19;background:#fff;color:inherit;margin-right:.5rem}
button[value=allow]{background:#1c1b19;color:#fff}ul{padding-left:1.2rem}small{color:#55524d}
@media(prefers-color-scheme:dark){body{background:#1c1b19;color:#f4f1ec}button{border-color:#f4f1ec;background:#1c1b19}button[value=allow]{background:#f4f1ec;color:#1c1b19}small{color:#b9b5ae}}`;

const escape = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/"/gu, '&quot;');

/** A consent page: one document without scripts or external resources. */
export function consentPage(
  platform: Platform,
  { several, partial }: ConsentFlavour,
  asked: { application: string; scopes: readonly string[] },
  accounts: readonly Account[],
  language: keyof typeof CONSENT_WORDS,
): string {
  const words = CONSENT_WORDS[language];
  const filled = (text: string): string =>
    escape(text.replace('{network}', PLATFORM_NAMES[platform]).replace('{application}', asked.application));
  const kind = several ? 'checkbox' : 'radio';
  const rows = accounts.map(
    ({ id, name, handle }, index) =>
      `<label><input type="${kind}" name="account" value="${escape(id)}"${several || index === 0 ? ' checked' : ''}><span>${escape(name)} <small>${escape(handle)}</small></span></label>`,
  );
  const rights = asked.scopes.map((scope) =>
    partial
      ? `<label><input type="checkbox" name="scope" value="${escape(scope)}" checked><code>${escape(scope)}</code></label>`
      : `<li><code>${escape(scope)}</code></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${filled(words.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${filled(words.title)}</h1><p>${filled(words.lead)}</p>
<form method="post">
<p>${filled(words.asks)}</p>
${partial ? `<fieldset>${rights.join('')}</fieldset>` : `<ul>${rights.join('')}</ul>`}
<fieldset><legend>${filled(several ? words.accounts : words.account)}</legend>
${rows.join('\n') || `<p>${filled(words.none)}</p>`}
</fieldset>
<button name="answer" value="allow">${filled(words.allow)}</button>
<button name="answer" value="refuse">${filled(words.refuse)}</button>
</form></main></body></html>`;
}
