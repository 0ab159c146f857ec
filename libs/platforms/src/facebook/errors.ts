import { GRAPH_CODES, type FailureMeaning, type FailureTable } from '../meta/errors.js';

const DAY = 86_400_000;
const video: FailureMeaning = { class: 'permanent', hint: 'video_refused' };
const restricted: FailureMeaning = { class: 'permanent', hint: 'account_restricted' };

/** Source: Meta Pages API, error codes; Video API, error codes. */
export const FACEBOOK_CODES: FailureTable = {
  ...GRAPH_CODES,
  '200/2069030': { class: 'permanent', hint: 'operator_app' },
  '200/2069031': { class: 'permanent', hint: 'operator_app' },
  '200/2069033': { class: 'permanent', hint: 'operator_app' },
  '351': video,
  '352': video,
  '382': video,
  '6000': { class: 'transient' },
  '/1346003': { class: 'permanent', hint: 'policy_refused' },
  '/1349125': { class: 'permanent', hint: 'content_refused' },
  '/1363005': { class: 'rate_limited', hint: 'daily_quota', retryAfterMs: DAY, scope: 'channel' },
  '/1363021': { class: 'transient' },
  '/1363022': video,
  '/1363023': video,
  '/1363024': video,
  '/1363025': video,
  '/1363026': video,
  '/1363031': video,
  '/1363032': video,
  '/1363040': video,
  '/1363042': { class: 'auth', hint: 'missing_permission' },
  '/1363047': { class: 'transient' },
  '/1363127': video,
  '/1363128': video,
  '/1363129': video,
  '/1366046': { class: 'permanent', hint: 'image_refused' },
  '/1366051': { class: 'duplicate', hint: 'duplicate_post' },
  '/1390008': { class: 'rate_limited', hint: 'posting_too_fast', retryAfterMs: DAY, scope: 'channel' },
  '/1404006': { class: 'permanent', hint: 'account_checkpoint' },
  '/1404078': restricted,
  '/1404102': { class: 'permanent', hint: 'policy_refused' },
  '/1404112': restricted,
  '/1609005': { class: 'permanent', hint: 'link_refused' },
  '/1609008': { class: 'permanent', hint: 'link_refused' },
  '/1609010': { class: 'transient' },
  '/2061006': { class: 'permanent', hint: 'link_refused' },
  '/2069019': { class: 'permanent', hint: 'image_refused' },
  '1366046': { class: 'permanent', hint: 'image_refused' },
  '1366051': { class: 'duplicate', hint: 'duplicate_post' },
};

/** Failed uploads that have to be started again, with the step that does so. */
const RESENT = ['/1363019', '/1363033', '/1363037', '/1363041', '/1363045'];
const tables = new Map<string, FailureTable>();

/** Meanings of the codes of an upload that the step named `start` began. Source: Video API, error codes. */
export function uploadCodes(start: string): FailureTable {
  const known = tables.get(start);
  if (known) return known;
  const resend: FailureMeaning = { class: 'transient', restartFrom: start };
  const table = Object.fromEntries(RESENT.map((code) => [code, resend]));
  tables.set(start, table);
  return table;
}
