import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Request, Response } from 'express';
import multer from 'multer';
import { pipeline } from 'node:stream/promises';
import { DomainError, isDiskFull } from '#lib/kernel';
import { storageFull } from '../inspect.js';

/** Largest file that any of our networks accepts, bytes. */
export const MAX_UPLOAD_BYTES = 1_000_000_000;

const LIMITS = { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 5, fieldSize: 10_000, fieldNestingDepth: 1 };

/**
 * Streams the one file of a form, field `file`, to a path: an upload never sits in memory. Leaves nothing behind
 * when it fails.
 * @throws DomainError 413 for a file that is too large, 422 for a broken or invalid form, 507 on a full disk
 */
export async function receiveFile(
  request: Request,
  response: Response,
  path: string,
  open: (path: string) => NodeJS.WritableStream = createWriteStream,
): Promise<void> {
  const storage: multer.StorageEngine = {
    _handleFile(_request, file, done) {
      pipeline(file.stream, open(path)).then(() => done(null, { path }), done);
    },
    _removeFile(_request, _file, done) {
      rm(path, { force: true }).then(() => done(null), done);
    },
  };
  const receive = multer({ storage, limits: LIMITS }).single('file');
  try {
    await new Promise<void>((resolve, reject) => {
      receive(request, response, (error: unknown) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    await rm(path, { force: true });
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof multer.MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') {
      return new DomainError(413, 'too_large', { limit: MAX_UPLOAD_BYTES / 1e6 });
    }
    // A file in another field counts as missing; any other excess means that the form is not ours.
    return error.code === 'LIMIT_UNEXPECTED_FILE'
      ? new DomainError(422, 'file_missing', {}, [{ path: 'file', code: 'file_missing' }])
      : new DomainError(422, 'form_unreadable');
  }
  const { syscall } = error as NodeJS.ErrnoException;
  if (isDiskFull(error)) return storageFull();
  // What the system refused is our fault; all the rest is a form that is none.
  return syscall ? error : new DomainError(422, 'form_unreadable');
}
