import { SameOrganisationRef } from '#lib/database';
import type { PostType } from '#lib/platforms';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A channel of a post, and its differences from the post; null fields are the post's. */
@Entity('post_variant')
@Index('post_variant_shows', { synchronize: false })
@Index('post_variant_channel', ['organisationId', 'channelId'])
export class PostVariant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_variant_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_variant_pk' })
  postId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_variant_pk' })
  channelId: string;

  @SameOrganisationRef('Post', 'post_id', 'post_variant_post_fk', 'CASCADE')
  post?: object;

  @SameOrganisationRef('Channel', 'channel_id', 'post_variant_channel_fk')
  channel?: object;

  @Column('int', { default: 0 })
  position: number;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('text', { nullable: true })
  firstComment: string | null;

  @Column('text', { nullable: true })
  type: PostType | null;

  @Column('uuid', { array: true, nullable: true })
  mediaIds: string[] | null;

  @Column('jsonb', { default: {} })
  options: Record<string, unknown>;
}
