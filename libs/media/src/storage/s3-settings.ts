import type { Config, Secret } from '#lib/kernel';

/** Settings of a bucket. */
export interface S3Settings {
  /** Null for Amazon's own service. */
  endpoint: string | null;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: Secret<string>;
  /** The bucket is part of the path, not of the host's name. */
  forcePathStyle: boolean;
}

/** Null when media are stored on disk. A host name per bucket is only certain at Amazon's own service. */
export function s3Settings(config: Config): S3Settings | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (!bucket || !accessKeyId || !secretAccessKey) return null;
  const endpoint = config.S3_ENDPOINT ?? null;
  const forcePathStyle = config.S3_FORCE_PATH_STYLE ?? endpoint !== null;
  return { endpoint, region: config.S3_REGION, bucket, accessKeyId, secretAccessKey, forcePathStyle };
}
