import {
  byPlatform,
  capabilitiesOf,
  type FeedAct,
  PLATFORM_NAMES,
  PLATFORMS,
  type Platform,
} from '#rules/platforms';
import type { SandboxPlatforms } from '../core/platform.js';
import { STYLE } from './style.js';
import { FAULT_WORDS, WORDS, type Language } from './words.js';

/** Words of the page for readers' actions; absent for those shown without a word. */
const VERBS: Partial<Record<FeedAct, keyof (typeof WORDS)[Language]>> = {
  like: 'like',
  love: 'like',
  comment: 'comment',
  share: 'share',
  repost: 'share',
  send: 'send',
};

/** Layout of a card for the script. */
const looksOf = (platform: Platform) => {
  const { layout, author, avatar, acts } = capabilitiesOf(platform).feed;
  return { layout, author, avatar, acts: acts.flatMap((act) => VERBS[act] ?? []) };
};

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** The feeds page: one document without external resources. */
export function feedsPage(platforms: SandboxPlatforms, language: Language): string {
  const words = WORDS[language];
  const faults = FAULT_WORDS[language];
  const data = {
    language,
    words,
    faults,
    names: PLATFORM_NAMES,
    platforms: PLATFORMS,
    operations: byPlatform((platform) => platforms[platform].calls.all),
    looks: byPlatform(looksOf),
  };
  const mark = (platform: Platform) =>
    `<span class="mark" aria-hidden="true">${platforms[platform].mark}</span>`;
  const tabs = PLATFORMS.map(
    (p) => `<a href="#${p}">${mark(p)}${PLATFORM_NAMES[p]} <span class="count"></span></a>`,
  );
  const columns = PLATFORMS.map(
    (p) => `<section class="column" id="${p}" aria-labelledby="${p}-title">
<header>${mark(p)}<h2 id="${p}-title">${PLATFORM_NAMES[p]}</h2></header>
<p class="empty">${escape(words.empty)}</p><div class="list"></div></section>`,
  );
  const options = Object.entries(faults).map(
    ([value, text]) => `<option value="${value}">${escape(text)}</option>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(words.title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body>
<header class="top"><h1>${escape(words.title)}</h1><p>${escape(words.lead)}</p></header>
<nav aria-label="${escape(words.network)}">${tabs.join('')}<a href="#faults">${escape(words.faults)}</a></nav>
<p id="state" role="status"></p>
<main>
<div class="columns">${columns.join('\n')}</div>
<section class="faults" id="faults" aria-labelledby="faults-title">
<h2 id="faults-title">${escape(words.faults)}</h2><p>${escape(words.faultsLead)}</p>
<form id="arm">
<label>${escape(words.who)}<select name="who"></select></label>
<label>${escape(words.operation)}<select name="operation"></select></label>
<label>${escape(words.fault)}<select name="fault">${options.join('')}</select></label>
<label><span>${escape(words.times)} <small>${escape(words.timesHint)}</small></span><input name="times" type="number" min="-1" value="1" required></label>
<button class="main">${escape(words.arm)}</button>
<button type="button" id="clear">${escape(words.clear)}</button>
</form>
<h3>${escape(words.armed)}</h3><ul id="armed" aria-live="polite"></ul>
</section>
</main>
<script type="application/json" id="data">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>
<script type="module" src="/sandbox/page.js"></script>
</body></html>`;
}
