import { beginning, OperatorError } from '#lib/kernel';
import type { S3Settings } from './s3-settings.js';

/** The parts of a client error that are checked. */
interface Thrown {
  name?: string;
  message?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** By the error codes of the S3 API reference ("Error responses"). */
const CODES: Record<string, string> = {
  SignatureDoesNotMatch: 'storage_secret',
  InvalidAccessKeyId: 'storage_key',
  NoSuchBucket: 'storage_bucket',
  PermanentRedirect: 'storage_region',
  AuthorizationHeaderMalformed: 'storage_region',
  RequestTimeTooSkewed: 'storage_clock',
};

/** A missing bucket does not count as a missing file. */
export function isNoFile(error: unknown): boolean {
  const { name, $metadata } = error as Thrown;
  return $metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket';
}

/** The storage's error as a sentence for operators that names the setting to check. */
export function storageError(error: unknown, { bucket, endpoint, region }: S3Settings): OperatorError {
  const { name = '', message = '', code = '', $metadata } = error as Thrown;
  const status = $metadata?.httpStatusCode;
  const at = { bucket, region, endpoint: endpoint ?? 'Amazon S3' };
  const known = CODES[name] ?? (status === 401 || status === 403 ? 'storage_denied' : null);
  const reason = status === undefined ? 'storage_unreachable' : 'storage_failed';
  const cause = beginning(code || message || name, 200);
  const refusal = new OperatorError(503, known ?? reason, { ...at, cause }, 'storage_unavailable');
  refusal.cause = error;
  return refusal;
}
