import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/identity';
import { DomainError } from '#lib/kernel';
import { decodeName } from '../incoming/file-name.js';
import type { MediumView } from '../media.view.js';
import { KeepFile, type UploadDetails } from './keep-file.js';

/** The received file of a form. */
export interface UploadedFile {
  path: string;
  originalname: string;
}

@Injectable()
export class UploadMedia {
  constructor(private readonly keepFile: KeepFile) {}

  /**
   * Checks an uploaded file and keeps it. The same bytes for the same establishment give the existing medium.
   * @throws DomainError 422 `file_missing`, and as `KeepFile`
   */
  async run(who: Principal, file: UploadedFile | undefined, said: UploadDetails): Promise<MediumView> {
    if (!file) throw new DomainError(422, 'file_missing', {}, [{ path: 'file', code: 'file_missing' }]);
    return this.keepFile.run(who, { path: file.path, name: decodeName(file.originalname) }, said);
  }
}
