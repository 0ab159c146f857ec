import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { IsNull } from 'typeorm';
import { Database, DomainEvents, type Tx } from '#lib/database';
import { AuditService, type Principal, requireAt, visibleNodes } from '#lib/identity';
import {
  conflict,
  decodeCursor,
  DomainError,
  GuardedClient,
  newId,
  notFound,
  type Page,
  toPage,
} from '#lib/kernel';
import { fetchInto } from './import-file.js';
import { decodeName } from './incoming/file-name.js';
import { UploadQuota } from './incoming/upload-quota.js';
import { inspectFile, type InspectedFile } from './inspect.js';
import { establishmentFor, readableMedia, shownMedia } from './media-reach.js';
import { MediaStorage, type MediaVariant } from './media-storage.js';
import { mediumView, type MediumView } from './media.view.js';
import { Media } from './media.entity.js';
import { Opener } from './opening/opener.js';
import { lockContent } from './unused/content-lock.js';

export interface MediaChange {
  altText?: string | undefined;
  /** Null takes the choice back. */
  focus?: { x: number; y: number } | null | undefined;
}

export interface UploadedFile {
  path: string;
  originalname: string;
}

/** What is said of a file when it is sent. */
export interface Said {
  altText: string;
  /** The topmost establishment where the person edits, when absent. */
  establishmentId?: string | undefined;
}

/** Pictures and videos of an organisation. */
@Injectable()
export class MediaService {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
    private readonly outbound: GuardedClient,
    private readonly opener: Opener,
    private readonly quota: UploadQuota,
  ) {}

  /** Checks an uploaded file and keeps it. Sending the same bytes to the same establishment again gives the medium that is there. */
  async upload(who: Principal, file: UploadedFile | undefined, said: Said): Promise<MediumView> {
    if (!file) throw new DomainError(422, 'file_missing', {}, [{ path: 'file', code: 'file_missing' }]);
    return this.#keep(who, { path: file.path, name: decodeName(file.originalname) }, said);
  }

  /** Fetches a file from an address and keeps it as if it had been uploaded. @throws DomainError 422 `address_*` */
  async import(who: Principal, url: string, said: Said): Promise<MediumView> {
    await this.quota.require(who, 0);
    return this.#keep(who, await fetchInto(this.outbound, url, await this.storage.newFile()), said);
  }

  async #keep(who: Principal, file: { path: string; name: string }, said: Said): Promise<MediumView> {
    const beside = { thumbnail: await this.storage.newFile(), shown: await this.storage.newFile() };
    try {
      const establishmentId = await this.database.read(who.organisationId, (tx) =>
        establishmentFor(tx, who, said.establishmentId),
      );
      const { shown, ...facts } = await inspectFile(file.path, this.opener.perform, beside, who.userId);
      const known = await this.database.read(who.organisationId, (tx) => theSame(tx, establishmentId, facts));
      if (known) {
        await this.#wantAgain(who.organisationId, known.id);
        return mediumView(known, who);
      }
      await this.quota.require(who, facts.bytes);
      const keep = async () => {
        const keepOne = (path: string, variant: MediaVariant) =>
          this.storage.keep(path, who.organisationId, facts.sha256, variant);
        if (facts.kind === 'image') await keepOne(beside.thumbnail, 'thumbnail');
        if (shown) await keepOne(beside.shown, 'shown');
        await keepOne(file.path, 'original');
      };
      await keep();
      return await this.#add(who, establishmentId, facts, { name: file.name, altText: said.altText, keep });
    } finally {
      await Promise.all([file.path, ...Object.values(beside)].map((path) => rm(path, { force: true })));
    }
  }

  /** Whoever sends it again wants it: it is not taken for unused before long. */
  #wantAgain(organisationId: string, id: string): Promise<unknown> {
    return this.database.tenant(organisationId, (tx) =>
      tx.query('UPDATE media SET unused_since = NULL WHERE id = $1 AND unused_since IS NOT NULL', [id]),
    );
  }

  /** Whoever sends the same bytes at the same moment is given what the first one made. */
  #add(
    who: Principal,
    establishmentId: string,
    facts: Omit<InspectedFile, 'shown'>,
    { name, altText, keep }: { name: string; altText: string; keep: () => Promise<void> },
  ): Promise<MediumView> {
    const { organisationId, userId: createdBy } = who;
    return this.database.tenant(organisationId, async (tx) => {
      await lockContent(tx, organisationId, facts.sha256);
      // The last medium with these bytes may have gone meanwhile, and some of its files with it: they are still at hand.
      await keep();
      const id = newId();
      const row = {
        organisationId,
        id,
        establishmentId,
        ...facts,
        bytes: String(facts.bytes),
        name,
        altText,
      };
      const hasThumbnail = facts.kind === 'image';
      await tx
        .createQueryBuilder()
        .insert()
        .into(Media)
        .values({ ...row, hasThumbnail, createdBy })
        .orIgnore()
        .execute();
      const kept = await theSame(tx, establishmentId, facts);
      if (!kept) throw conflict('media_in_use');
      if (kept.id === id) {
        const { sha256 } = facts;
        await this.audit.record(tx, who, 'media.added', id, { name, sha256, establishmentId });
      }
      return mediumView(kept, who);
    });
  }

  /** What the person may read, newest first. */
  async list(
    who: Principal,
    query: {
      limit: number;
      cursor?: string | undefined;
      kind?: 'image' | 'video' | undefined;
      establishmentId?: string | undefined;
    },
  ): Promise<Page<object>> {
    const after = decodeCursor(query.cursor, 1);
    const rows = await this.database.read(who.organisationId, (tx) => {
      const find = withEstablishment(tx).where('m.removed_at IS NULL');
      find.andWhere(readableMedia(':nodes'), { nodes: visibleNodes(who) });
      if (query.kind) find.andWhere('m.kind = :kind', { kind: query.kind });
      if (query.establishmentId) {
        find.andWhere('m.establishment_id = :establishment', { establishment: query.establishmentId });
      }
      if (after) find.andWhere('m.id < :after', { after: after[0] });
      return find
        .orderBy('m.id', 'DESC')
        .limit(query.limit + 1)
        .getMany();
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => mediumView(row, who),
    );
  }

  async get(who: Principal, id: string): Promise<MediumView> {
    return mediumView(await this.#find(who, id), who);
  }

  /**
   * Changes what people say of a medium; posts that are frozen keep what they froze. Whoever does so has written a part of
   * every post that shows it and is not out yet, and counts among its authors.
   * @throws DomainError 403
   */
  async change(who: Principal, id: string, { altText, focus }: MediaChange): Promise<MediumView> {
    const row = await this.#find(who, id);
    requireAt(who, pathOf(row), 'media.write');
    const next = {
      altText: altText ?? row.altText,
      ...(focus === undefined ? {} : { focusX: focus?.x ?? null, focusY: focus?.y ?? null }),
    };
    return this.database.tenant(who.organisationId, async (tx) => {
      await tx.update(Media, { id }, next);
      await this.events.emit(tx, 'media.changed', {
        organisationId: who.organisationId,
        mediaId: id,
        byId: who.userId,
      });
      await this.audit.record(tx, who, 'media.changed', id, next);
      return mediumView(await withEstablishment(tx).where('m.id = :id', { id }).getOneOrFail(), who);
    });
  }

  /** @throws DomainError 403, 409 while a post that is not out yet shows it */
  async remove(who: Principal, id: string): Promise<void> {
    requireAt(who, pathOf(await this.#find(who, id)), 'media.write');
    await this.database.tenant(who.organisationId, async (tx) => {
      await this.events.emit(tx, 'media.removing', { organisationId: who.organisationId, mediaId: id });
      await tx.update(Media, { id }, { removedAt: () => 'now()' });
      await this.audit.record(tx, who, 'media.removed', id, {});
    });
  }

  /** The bytes, for someone signed in. Removed media stay readable for the posts that show them. */
  content(who: Principal, id: string): Promise<Media> {
    return this.#find(who, id, true);
  }

  /** What the person may read: by its establishment, or because a post that they see shows it. @throws DomainError 404 */
  async #find(who: Principal, id: string, evenRemoved = false): Promise<Media> {
    const row = await this.database.read(who.organisationId, (tx) => {
      const find = withEstablishment(tx).where('m.id = :id', { id });
      if (!evenRemoved) find.andWhere('m.removed_at IS NULL');
      return find
        .andWhere(`(${readableMedia(':nodes')} OR ${shownMedia(':nodes')})`, { nodes: visibleNodes(who) })
        .getOne();
    });
    if (!row) throw notFound('media');
    return row;
  }
}

const withEstablishment = (tx: Tx) =>
  tx.createQueryBuilder(Media, 'm').innerJoinAndSelect('m.establishment', 'e');

/** The medium of an establishment with these bytes, if there is one. */
const theSame = (tx: Tx, establishmentId: string, { sha256 }: { sha256: string }): Promise<Media | null> =>
  tx.findOne(Media, {
    where: { establishmentId, sha256, removedAt: IsNull() },
    relations: { establishment: true },
  });

const pathOf = ({ establishment }: Media): string[] => establishment?.path ?? [];
