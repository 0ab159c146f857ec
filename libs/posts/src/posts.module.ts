import { Module } from '@nestjs/common';
import { ComposeService } from './compose.service.js';
import { PostReader } from './post-reader.js';
import { PostRecord } from './post-record.js';
import { PostsController } from './posts.controller.js';
import { PostsEntities } from './posts.entities.js';
import { GetPost } from './read/get-post.js';
import { ListPosts } from './read/list-posts.js';
import { PreviewPost } from './read/preview-post.js';
import { RemovalGuard } from './removal-guard.js';
import { CancelPost } from './write/cancel-post.js';
import { ChangePost } from './write/change-post.js';
import { CreatePost } from './write/create-post.js';
import { DeletePost } from './write/delete-post.js';
import { DuplicatePost } from './write/duplicate-post.js';
import { NewDraft } from './write/new-draft.js';
import { PublishNow } from './write/publish-now.js';
import { SchedulePost } from './write/schedule-post.js';

/** Writing and scheduling posts: one class for each act, and what they share. */
@Module({
  imports: [PostsEntities],
  controllers: [PostsController],
  providers: [
    ComposeService,
    PostReader,
    PostRecord,
    NewDraft,
    RemovalGuard,
    GetPost,
    ListPosts,
    PreviewPost,
    CreatePost,
    ChangePost,
    DeletePost,
    DuplicatePost,
    SchedulePost,
    PublishNow,
    CancelPost,
  ],
  exports: [ComposeService, PostReader, PostRecord],
})
export class PostsModule {}
