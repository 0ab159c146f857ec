/** Codes of the software's own failures, each with a sentence; none comes from a network. */
const OURS = [
  ['timeout', /^(timeout|TimeoutError|AbortError|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT)$/],
  [
    'unreachable',
    /^(E(CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|PROTO|ADDR)[A-Z]*|UND_ERR_\w+|CERT_\w+|ERR_\w+|failed|Error|TypeError|upload_host_unknown)$/,
  ],
  ['unreadable', /^(unreadable_answer|answer_too_large|etag_missing|post_id_missing)$/],
  ['unreadable', /^upload_\d+$/],
  ['processing', /^(processing_timeout|in_progress|upload_expired|reel_\w+)$/],
  ['quota', /^(own_rate|content_publishing_limit)$/],
  ['held', /^held$/],
  ['tooLate', /^too_late$/],
  ['invalidId', /^invalid_id$/],
  ['media', /^(image_too_heavy|image_unusable|video_unusable|storage_\w+|disk_full)$/],
  ['account', /^(privacy_level_option_mismatch|duration_check_failed)$/],
  ['channel', /^(channel_away|reconnect_needed)$/],
  ['interrupted', /^(paused|worker_lost)$/],
  ['unconfirmed', /^outcome_unknown$/],
  ['internal', /^(internal|progress_unreadable|step_missing)$/],
] as const;

export type OwnWords = (typeof OURS)[number][0];

/** The sentence of our own failure; null when the message is the network's. */
export function ownWords(code: string): OwnWords | null {
  return OURS.find(([, pattern]) => pattern.test(code))?.[0] ?? null;
}
