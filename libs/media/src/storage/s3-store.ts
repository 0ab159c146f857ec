import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsS3StorageAdapter } from '@flystorage/aws-s3';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, FileStore } from './file-store.js';
import type { S3Settings } from './s3-settings.js';
import { isNoFile, storageError } from './s3-errors.js';

/** Time limit for opening a connection, ms. */
const CONNECT_MS = 5_000;
/** Longest pause within an answer, ms. */
const SILENCE_MS = 60_000;
/** Most connections: every armed publication may use one. */
const CONNECTIONS = 500;
/**
 * Type of all objects: only Lineup serves them, with the type from the database; the bucket must never show one as a
 * page.
 */
const MIME = 'application/octet-stream';
const PROBE = 'lineup-check';

/** A bucket of any service that speaks S3. Files are uploaded in parts of 5 MB and never sit in memory as a whole. */
export class S3Store implements FileStore {
  readonly #client: S3Client;
  readonly #adapter: AwsS3StorageAdapter;

  /** @param scratch gives a new local path for a file that is being worked on */
  constructor(
    private readonly settings: S3Settings,
    private readonly scratch: () => Promise<string>,
  ) {
    const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle, bucket } = settings;
    this.#client = new S3Client({
      region,
      forcePathStyle,
      ...(endpoint ? { endpoint } : {}),
      credentials: { accessKeyId, secretAccessKey: secretAccessKey.reveal() },
      // Not every compatible service supports the checksums that the client sends and expects by default.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
        httpAgent: { maxSockets: CONNECTIONS },
        httpsAgent: { maxSockets: CONNECTIONS },
      },
    });
    this.#adapter = new AwsS3StorageAdapter(this.#client, { bucket });
  }

  /** The object exists only once its last part is uploaded. */
  async take(file: string, key: string): Promise<void> {
    const { size } = await stat(file);
    await this.#asked(() => this.#adapter.write(key, createReadStream(file), { mimeType: MIME, size }));
  }

  async size(key: string): Promise<number | null> {
    try {
      return await this.#adapter.fileSize(key, {});
    } catch (error) {
      if (isNoFile(error)) return null;
      throw storageError(error, this.settings);
    }
  }

  /** Not through the library, whose reads know no range. */
  async read(key: string, range?: ByteRange): Promise<Readable> {
    const { bucket: Bucket } = this.settings;
    const Range = range && `bytes=${range.start}-${range.end - 1}`;
    const { Body } = await this.#asked(() =>
      this.#client.send(new GetObjectCommand({ Bucket, Key: key, ...(Range ? { Range } : {}) })),
    );
    if (!(Body instanceof Readable)) throw new Error('The storage answered without a body');
    return Body;
  }

  async lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T> {
    const path = await this.scratch();
    try {
      await pipeline(await this.read(key), createWriteStream(path));
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async remove(key: string): Promise<void> {
    await this.#asked(() => this.#adapter.deleteFile(key, {}));
  }

  async check(): Promise<void> {
    const written = Readable.from([Buffer.from('Lineup may write here.')]);
    await this.#asked(() => this.#adapter.write(PROBE, written, { mimeType: MIME }));
    for await (const chunk of await this.read(PROBE)) if (!chunk) return;
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw storageError(error, this.settings);
    }
  }
}
