/** Sentences of refusals, in English. `{name}` is filled in. */
export const en: Record<string, string> = {
  not_found: 'There is nothing here, or it is not yours to see.',
  forbidden: 'Your role does not allow this.',
  unauthenticated: 'Sign in first.',
  invalid_input: 'Some of what was sent is not right.',
  invalid_json: 'The body is not valid JSON.',
  too_large: 'This is larger than what can be accepted ({limit} MB).',
  unsupported_media_type:
    'This kind of file is not accepted: send a picture (JPEG, PNG, WebP, AVIF, HEIC, GIF) or a video (MP4, MOV, M4V).',
  media_unreadable: 'The file could not be read: it is damaged, or not what its name says.',
  media_too_demanding:
    'Opening this file takes more memory or time than any file is given. Save it smaller, then send it again.',
  media_busy: 'Many files wait for their turn. This one was not kept: send it again in a few seconds.',
  image_too_large:
    'This picture takes {actual} MB once opened; the limit is {limit} MB. Reduce its size or its colour depth.',
  image_too_many_frames: 'This animation has more than {limit} frames. Make it shorter.',
  form_unreadable: 'What was sent is incomplete or malformed: nothing was kept. Send it again.',
  upload_quota_day:
    'You have sent {limit} MB of files in 24 hours, which is the most. Nothing was kept: try again later.',
  upload_quota_total:
    'The media of the organisation have reached their limit ({limit} MB). Nothing was kept: tell the administrator.',
  storage_full: 'There is no room left for this file. Nothing was kept: tell the administrator.',
  file_missing: 'No file was sent.',
  media_in_use: 'A post uses this file: remove it there first.',
  storage_unavailable:
    'The storage of media is not available. Nothing was kept; try again, and tell the administrator if it lasts.',
  storage_secret:
    'The storage of media refuses our signature: S3_SECRET_ACCESS_KEY is not the secret of S3_ACCESS_KEY_ID. Nothing was kept; tell the administrator.',
  storage_key:
    'The storage of media does not know our key: check S3_ACCESS_KEY_ID. Nothing was kept; tell the administrator.',
  storage_bucket:
    'The storage of media ({endpoint}) has no bucket "{bucket}": make it, or check S3_BUCKET. Nothing was kept; tell the administrator.',
  storage_region:
    'The bucket "{bucket}" is not in the region {region}: check S3_REGION. Nothing was kept; tell the administrator.',
  storage_clock:
    'The clock of this machine is too far from that of the storage of media: synchronise it by NTP. Nothing was kept; tell the administrator.',
  storage_denied:
    'The storage of media does not let us read and write in the bucket "{bucket}": check its keys and their rights. Nothing was kept; tell the administrator.',
  storage_unreachable:
    'The storage of media ({endpoint}) does not answer ({cause}). Nothing was kept; try again, and tell the administrator if it lasts.',
  storage_failed:
    'The storage of media ({endpoint}) could not do its work ({cause}). Nothing was kept; try again, and tell the administrator if it lasts.',
  address_invalid: 'This is not a web address: it starts with http:// or https://, without a password in it.',
  address_refused: 'This address leads inside a private network: only public addresses are read.',
  address_unreachable: 'Nothing answers at this address ({cause}).',
  address_answered: 'This address answered {status} instead of its content.',
  address_redirects: 'This address redirects more than {limit} times.',
  address_too_large: 'What is at this address is larger than {limit} MB.',
  address_slow: 'This address takes too long to answer.',
  not_a_page: 'There is no web page at this address.',
  method_not_allowed: 'This address does not know that method.',
  internal: 'Something went wrong on our side. Nothing was changed; try again.',
  origin_refused: 'This request comes from another site.',
  stale_version: 'Someone changed this meanwhile. Nothing was overwritten; reload to see it.',
  if_match_invalid: 'The If-Match header is not one of our ETags.',
  idempotency_key_reused: 'This Idempotency-Key was used with another request.',
  idempotency_key_busy: 'The first request with this Idempotency-Key is still being answered.',
  idempotency_key_invalid: 'An Idempotency-Key has 1 to 200 characters.',
  cursor_invalid: 'This cursor is not one of ours.',
  state_forbids: 'This cannot be done to a post that is "{state}".',
  not_under_review:
    'The revision you read is not the one under review any more. Read the new one before deciding.',
  approver_is_author: 'In this organisation someone other than the author approves.',
  not_ready: 'A network would refuse this post: see what to change.',
  no_channel: 'Choose at least one channel.',
  unknown_reference: 'This does not exist in your organisation.',
  time_zone_unknown: 'This time zone does not exist.',
  local_time_invalid: 'This is not a date and time.',
  local_time_does_not_exist: 'The clocks jump over this time: choose {before} or {after}.',
  due_in_the_past: 'This moment has passed. Choose a later one, or publish now.',
  window_invalid: 'The window must end after it starts and span at most 400 days.',
  member_exists: 'This person already has a role there.',
  last_admin: 'An organisation keeps at least one administrator over all of it.',
  access_over: 'This access is over already: give a date to come.',
  channel_exists: 'This account is already connected.',
  channel_in_use: 'Posts are planned on this channel: move or cancel them first.',
  channel_refused: 'The network did not accept this token: {message}',
  account_mismatch: 'This token speaks for another account.',
  format_exists: 'A format with this key exists.',
  baseline_overlap: 'Another version is valid on these days.',
  publication_unresolved:
    'One of its publications is on its way, or may be live: say what became of it first.',
  post_was_out: 'This post went out: it stays, with its journal.',
  publication_state_forbids: 'This cannot be done to a publication that is "{state}".',
  too_many_requests: 'Too many requests; wait a little.',
  not_healthy: 'The database, the queue or every worker is missing.',
  invalid_type: 'This is not of the kind that is expected.',
  too_big: 'This is too long or too large.',
  too_small: 'This is too short or too small.',
  invalid_format: 'This is not written as expected.',
  unrecognized_keys: 'This member is not known here.',
  invalid_value: 'This is not one of the accepted values.',
  invalid_union: 'This is not one of the accepted forms.',
  invalid_key: 'This name is not accepted here.',
};
