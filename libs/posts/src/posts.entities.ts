import { Module } from '@nestjs/common';
import { BrandEntities } from '#lib/brand';
import { ChannelsEntities } from '#lib/channels';
import { rowsOf } from '#lib/database';
import { MediaEntities } from '#lib/media';
import { PostVariant } from './post-variant.entity.js';
import { Post } from './post.entity.js';
import { Revision } from './revision.entity.js';

/** Entities of posts, their variants and revisions, with what they refer to. */
@Module({ imports: [BrandEntities, ChannelsEntities, MediaEntities, ...rowsOf(Post, PostVariant, Revision)] })
export class PostsEntities {}
