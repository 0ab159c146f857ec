import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { conflict, newId } from '#lib/kernel';
import { UploadQuota } from '../incoming/upload-quota.js';
import { type Beside, inspectFile, type InspectedFile } from '../inspect.js';
import { MediaRecord } from '../media-record.js';
import { MediaStorage, type MediaVariant } from '../media-storage.js';
import { addMedium, findSame, wantAgain } from '../media.repository.js';
import { mediumView, type MediumView } from '../media.view.js';
import { FileOpener } from '../opening/file-opener.js';
import { lockContent } from '../unused/content-lock.repository.js';
import { establishmentFor } from './establishment-for.js';

/** Form fields that come with a file. */
export interface UploadDetails {
  altText: string;
  /** The topmost establishment where the person edits, when absent. */
  establishmentId?: string | undefined;
}

/** A received file: its path and its name. */
export interface ReceivedFile {
  path: string;
  name: string;
}

type NewMedium = Omit<InspectedFile, 'shown'> & { establishmentId: string; name: string; altText: string };

/** Keeps a received file; common to uploads and imports. */
@Injectable()
export class KeepFile {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly record: MediaRecord,
    private readonly opener: FileOpener,
    private readonly quota: UploadQuota,
  ) {}

  /**
   * Checks a file and keeps it. The same bytes for the same establishment give the existing medium. The received
   * file is removed in every case.
   * @throws DomainError 415, 422, 429, 507 for a refused file, 422 or 403 for an establishment
   */
  async run(who: Principal, file: ReceivedFile, details: UploadDetails): Promise<MediumView> {
    const beside = { thumbnail: await this.storage.newFile(), shown: await this.storage.newFile() };
    try {
      const establishmentId = await this.database.read(who.organisationId, (tx) =>
        establishmentFor(tx, who, details.establishmentId),
      );
      const { shown, ...facts } = await inspectFile(file.path, this.opener.perform, beside, who.userId);
      const known = await this.database.read(who.organisationId, (tx) =>
        findSame(tx, establishmentId, facts.sha256),
      );
      if (known) {
        // Uploading it again shows that it is wanted, so its unused time restarts.
        await this.database.inOrganisation(who.organisationId, (tx) => wantAgain(tx, known.id));
        return mediumView(known, who);
      }
      await this.quota.require(who, facts.bytes);
      const store = () => this.#store(who.organisationId, { ...facts, shown }, file, beside);
      await store();
      const { altText } = details;
      return await this.#add(who, { ...facts, establishmentId, name: file.name, altText }, store);
    } finally {
      await Promise.all([file.path, ...Object.values(beside)].map((path) => rm(path, { force: true })));
    }
  }

  async #store(
    organisationId: string,
    { kind, shown, sha256 }: InspectedFile,
    file: ReceivedFile,
    beside: Beside,
  ): Promise<void> {
    const keep = (path: string, variant: MediaVariant) =>
      this.storage.keep(path, organisationId, sha256, variant);
    if (kind === 'image') await keep(beside.thumbnail, 'thumbnail');
    if (shown) await keep(beside.shown, 'shown');
    await keep(file.path, 'original');
  }

  /** A concurrent upload of the same bytes gets the medium that the first one made. */
  #add(who: Principal, medium: NewMedium, store: () => Promise<void>): Promise<MediumView> {
    const { organisationId, userId: createdBy } = who;
    const { establishmentId, name, sha256 } = medium;
    return this.database.inOrganisation(organisationId, async (tx) => {
      await lockContent(tx, organisationId, sha256);
      // The last medium with these bytes may have been removed meanwhile with some of its files, so they are stored
      // again.
      await store();
      const id = newId();
      const hasThumbnail = medium.kind === 'image';
      const bytes = String(medium.bytes);
      await addMedium(tx, { ...medium, organisationId, id, bytes, hasThumbnail, createdBy });
      const kept = await findSame(tx, establishmentId, sha256);
      if (!kept) throw conflict('media_in_use');
      if (kept.id === id) await this.record.added(tx, who, id, { name, sha256, establishmentId });
      return mediumView(kept, who);
    });
  }
}
