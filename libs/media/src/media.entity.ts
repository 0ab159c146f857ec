import { OrganisationRef, SameOrganisationRef } from '#lib/database';
import type { VideoFacts } from '#lib/platforms';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** An uploaded picture or video: facts read from its bytes, and what people wrote about it. */
@Entity('media')
@Index('media_content', { synchronize: false })
@Index('media_sent', ['organisationId', 'createdBy', 'createdAt'])
@Index('media_kind', { synchronize: false })
@Index('media_once', ['organisationId', 'establishmentId', 'sha256'], {
  unique: true,
  where: 'removed_at IS NULL',
})
@Index('media_removed', ['removedAt'], { where: 'removed_at IS NOT NULL' })
@Index('media_unused', ['unusedSince'], { where: 'removed_at IS NULL AND unused_since IS NOT NULL' })
@Check(
  'media_focus',
  '(focus_x IS NULL) = (focus_y IS NULL) AND focus_x BETWEEN 0 AND 1 AND focus_y BETWEEN 0 AND 1',
)
@Check('media_kind', `kind IN ('image', 'video')`)
export class Media {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'media_pk' })
  organisationId: string;

  @OrganisationRef('media_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'media_pk' })
  id: string;

  /**
   * Establishment of the medium. Its editors may change and remove it; whoever sees the establishment, or belongs
   * below it, may use it.
   */
  @Column('uuid')
  establishmentId: string;

  @SameOrganisationRef('Establishment', 'establishment_id', 'media_establishment_fk')
  establishment?: { name: string; path: string[] };

  @Column('text')
  kind: 'image' | 'video';

  @Column('text')
  mime: string;

  @Column('text')
  name: string;

  @Column('bigint')
  bytes: string;

  @Column('int')
  width: number;

  @Column('int')
  height: number;

  @Column('int', { nullable: true })
  durationMs: number | null;

  @Column('text')
  sha256: string;

  @Column('text', { default: '' })
  altText: string;

  /** Focal point that a crop must keep: shares of width and height, both or none. */
  @Column('double precision', { nullable: true })
  focusX: number | null;

  @Column('double precision', { nullable: true })
  focusY: number | null;

  /** Encoding of a video; null for images, and for videos uploaded before this was read. */
  @Column('jsonb', { nullable: true })
  video: VideoFacts | null;

  /** Frames of an animation; null for still images and videos. */
  @Column('int', { nullable: true })
  frames: number | null;

  @Column('boolean', { default: false })
  hasThumbnail: boolean;

  @Column('text')
  createdBy: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  /** Since when no post shows it, as of the last check; null while one does, or before the first check. */
  @Column({ type: 'timestamptz', nullable: true, select: false, insert: false, update: false })
  unusedSince: Date | null;

  /** Hidden from the library; the bytes stay for the posts that froze them. */
  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;
}
