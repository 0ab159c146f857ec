import { GRAPH_CODES, type FailureMeaning, type FailureTable } from '../meta/errors.js';

const DAY = 86_400_000;
const image: FailureMeaning = { class: 'permanent', hint: 'image_refused' };
const video: FailureMeaning = { class: 'permanent', hint: 'video_refused' };
const content: FailureMeaning = { class: 'permanent', hint: 'content_refused' };
const again: FailureMeaning = { class: 'transient', retryAfterMs: 30_000 };

/** Source: Instagram Platform, error codes. */
export const INSTAGRAM_CODES: FailureTable = {
  ...GRAPH_CODES,
  '-1': { class: 'transient', refused: false },
  '-2': again,
  '-1/2207001': { class: 'transient', refused: false, retryAfterMs: 60_000 },
  '1/2207057': video,
  '4/2207051': { class: 'rate_limited', hint: 'account_restricted', retryAfterMs: DAY, scope: 'channel' },
  '9': { class: 'rate_limited', hint: 'daily_quota', retryAfterMs: 3_600_000, scope: 'channel' },
  '24': { class: 'permanent', hint: 'target_missing' },
  // Its children expire with it: everything is created again from the first step.
  '24/2207008': { class: 'transient', retryAfterMs: 5_000, restartFrom: 'quota' },
  '25': { class: 'auth', hint: 'account_checkpoint' },
  '352': video,
  '9004': { class: 'transient', hint: 'media_unreachable', retryAfterMs: 30_000 },
  '9007': { class: 'transient', retryAfterMs: 5_000 },
  '36000': image,
  '36001': image,
  '36003': { class: 'permanent', hint: 'image_ratio_refused' },
  '36004': { class: 'permanent', hint: 'text_refused' },
  '/2207003': again,
  '/2207004': image,
  '/2207005': image,
  '/2207009': { class: 'permanent', hint: 'image_ratio_refused' },
  '/2207010': { class: 'permanent', hint: 'text_refused' },
  '/2207020': again,
  '/2207023': content,
  '/2207026': video,
  '/2207027': { class: 'transient', retryAfterMs: 5_000 },
  '/2207028': content,
  '/2207032': again,
  '/2207035': content,
  '/2207036': content,
  '/2207037': content,
  '/2207040': content,
  '/2207042': { class: 'rate_limited', hint: 'daily_quota', retryAfterMs: 3_600_000, scope: 'channel' },
  '/2207050': { class: 'auth', hint: 'account_checkpoint' },
  '/2207052': { class: 'transient', hint: 'media_unreachable', retryAfterMs: 30_000 },
  '/2207053': again,
  '/2207076': again,
  '/2207077': again,
  '/2207081': content,
  '/2207100': content,
};

/**
 * Codes that mean something else when publishing: "blocked as spam" comes even when the media went live, and "media
 * not found" may hide a media that was just published. Both are left to reconciliation.
 */
export const PUBLISH_CODES: FailureTable = {
  '4/2207051': { class: 'unknown', refused: false, hint: 'may_be_live' },
  '24/2207006': { class: 'unknown', refused: false, hint: 'may_be_live' },
  // This container can never be published; a new one can.
  '-1/2207032': { class: 'transient', retryAfterMs: 5_000, restartFrom: 'quota' },
};
