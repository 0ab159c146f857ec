import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { IsNull } from 'typeorm';
import { Database } from '#lib/database';
import { AuditService, type Principal } from '#lib/identity';
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
import { inspectFile, writeThumbnail } from './inspect.js';
import { MediaStorage } from './media-storage.js';
import { Media } from './media.entity.js';

const view = (row: Media) => ({
  id: row.id,
  kind: row.kind,
  mime: row.mime,
  name: row.name,
  bytes: Number(row.bytes),
  width: row.width,
  height: row.height,
  durationMs: row.durationMs,
  sha256: row.sha256,
  altText: row.altText,
  focus: row.focusX === null || row.focusY === null ? null : { x: row.focusX, y: row.focusY },
  video: row.video,
  url: `/api/v1/media/${row.id}/content`,
  thumbnailUrl: row.hasThumbnail ? `/api/v1/media/${row.id}/content?size=thumbnail` : null,
  createdAt: row.createdAt.toISOString(),
});

export interface MediaChange {
  altText?: string | undefined;
  /** Null takes the choice back. */
  focus?: { x: number; y: number } | null | undefined;
}

export interface UploadedFile {
  path: string;
  originalname: string;
}

/** Pictures and videos of an organisation. */
@Injectable()
export class MediaService {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly audit: AuditService,
    private readonly outbound: GuardedClient,
  ) {}

  /** Checks an uploaded file and keeps it. Sending the same bytes again gives the medium that is there. */
  async upload(who: Principal, file: UploadedFile | undefined, altText: string) {
    if (!file) throw new DomainError(422, 'file_missing', {}, [{ path: 'file', code: 'file_missing' }]);
    return this.#keep(who, { path: file.path, name: decodeName(file.originalname) }, altText);
  }

  /** Fetches a file from an address and keeps it as if it had been uploaded. @throws DomainError 422 `address_*` */
  async import(who: Principal, url: string, altText: string) {
    return this.#keep(who, await fetchInto(this.outbound, url, await this.storage.incoming()), altText);
  }

  async #keep(who: Principal, file: { path: string; name: string }, altText: string) {
    try {
      const facts = await inspectFile(file.path);
      const known = await this.database.read(who.organisationId, (tx) =>
        tx.findOneBy(Media, { sha256: facts.sha256, removedAt: IsNull() }),
      );
      if (known) return view(known);
      if (facts.kind === 'image') {
        const thumbnail = `${file.path}.webp`;
        await writeThumbnail(file.path, thumbnail);
        await this.storage.keep(thumbnail, who.organisationId, facts.sha256, 'thumbnail');
      }
      await this.storage.keep(file.path, who.organisationId, facts.sha256);
      const id = newId();
      return await this.database.tenant(who.organisationId, async (tx) => {
        await tx.insert(Media, {
          organisationId: who.organisationId,
          id,
          ...facts,
          bytes: String(facts.bytes),
          name: file.name,
          altText: altText.slice(0, 1000),
          hasThumbnail: facts.kind === 'image',
          createdBy: who.userId,
        });
        await this.audit.record(tx, who, 'media.added', 'media', id, {
          name: file.name,
          sha256: facts.sha256,
        });
        return view(await tx.findOneByOrFail(Media, { id }));
      });
    } finally {
      await Promise.all([file.path, `${file.path}.webp`].map((path) => rm(path, { force: true })));
    }
  }

  async list(
    who: Principal,
    query: { limit: number; cursor?: string | undefined; kind?: 'image' | 'video' | undefined },
  ): Promise<Page<object>> {
    const after = decodeCursor(query.cursor, 1);
    const rows = await this.database.read(who.organisationId, (tx) => {
      const find = tx.createQueryBuilder(Media, 'm').where('m.removed_at IS NULL');
      if (query.kind) find.andWhere('m.kind = :kind', { kind: query.kind });
      if (after) find.andWhere('m.id < :after', { after: after[0] });
      return find
        .orderBy('m.id', 'DESC')
        .limit(query.limit + 1)
        .getMany();
    });
    return toPage(rows, query.limit, (row) => [row.id], view);
  }

  async get(who: Principal, id: string) {
    return view(await this.#find(who, id));
  }

  /** Changes what people say of a medium; posts that are frozen keep what they froze. */
  async change(who: Principal, id: string, { altText, focus }: MediaChange) {
    const row = await this.#find(who, id);
    const next = {
      altText: altText ?? row.altText,
      ...(focus === undefined ? {} : { focusX: focus?.x ?? null, focusY: focus?.y ?? null }),
    };
    return this.database.tenant(who.organisationId, async (tx) => {
      await tx.update(Media, { id }, next);
      await this.audit.record(tx, who, 'media.changed', 'media', id, next);
      return view(await tx.findOneByOrFail(Media, { id }));
    });
  }

  /** @throws DomainError 409 while a post that is not out yet shows it */
  async remove(who: Principal, id: string): Promise<void> {
    await this.#find(who, id);
    await this.database.tenant(who.organisationId, async (tx) => {
      const used = await tx.query<unknown[]>(
        `SELECT 1 FROM post p LEFT JOIN post_variant v ON v.organisation_id = p.organisation_id AND v.post_id = p.id
         WHERE ($1 = ANY(p.media_ids) OR $1 = ANY(v.media_ids)) AND p.state NOT IN ('published', 'cancelled') LIMIT 1`,
        [id],
      );
      if (used.length > 0) throw conflict('media_in_use');
      await tx.query('UPDATE media SET removed_at = now() WHERE id = $1', [id]);
      await this.audit.record(tx, who, 'media.removed', 'media', id, {});
    });
  }

  /** The bytes, for someone signed in. Removed media stay readable for the posts that show them. */
  async content(
    who: Principal,
    id: string,
  ): Promise<{ sha256: string; mime: string; bytes: number; hasThumbnail: boolean }> {
    const row = await this.database.read(who.organisationId, (tx) => tx.findOneBy(Media, { id }));
    if (!row) throw notFound('media');
    return { sha256: row.sha256, mime: row.mime, bytes: Number(row.bytes), hasThumbnail: row.hasThumbnail };
  }

  async #find(who: Principal, id: string): Promise<Media> {
    const row = await this.database.read(who.organisationId, (tx) =>
      tx.findOneBy(Media, { id, removedAt: IsNull() }),
    );
    if (!row) throw notFound('media');
    return row;
  }
}

/** Multipart names arrive as Latin-1 bytes of UTF-8 (RFC 7578, 5.1). */
const decodeName = (name: string): string => Buffer.from(name, 'latin1').toString('utf8').slice(0, 200);
