import type { Capabilities } from '../rules/capabilities.js';

/**
 * A webhook: a signed request to an address of the organisation's own. Source of its form: Standard Webhooks 1.0. It has
 * no limits of its own; what is here stays within what a form shows, and what receivers take (docs/networks.md).
 */
export const WEBHOOK: Capabilities = {
  platform: 'webhook',
  name: 'Webhook',
  types: ['text', 'link', 'image', 'images', 'video'],
  text: { max: 50_000, unit: 'utf16' },
  firstComment: null,
  image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 20_000_000 },
  video: { mimes: ['video/mp4'], maxBytes: 1_000_000_000 },
  gallery: { min: 2, max: 20, mixed: true },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 2_000,
  link: { card: true, thumbnail: false, clickableInText: true },
  remote: {
    hosts: 'any',
    post: /^[\w-]{1,64}$/u,
    account: /^(?:id:[\w-]{1,64}|address:[\da-f]{32})$/u,
    profile: () => null,
  },
  server: { suggested: null, exact: true },
  // The secret is never sent: it signs, and ends when somebody changes it.
  credential: {
    form: 'token',
    days: null,
    renewAheadMs: 0,
    consentDays: null,
    tokens: /\bwhsec_[A-Za-z\d+/]{32,86}={0,2}/gu,
  },
  feed: { layout: 'text_first', author: 'name', avatar: 'square', acts: [] },
  options: [{ key: 'title', kind: 'text', from: 'title', max: 255, unit: 'utf16' }],
  quotas: [],
};
