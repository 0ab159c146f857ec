import { Module } from '@nestjs/common';
import { ComposeService } from './compose.service.js';
import { PostCopiesService } from './post-copies.service.js';
import { PostListService } from './post-list.service.js';
import { PostsController } from './posts.controller.js';
import { PostsService } from './posts.service.js';
import { SchedulingService } from './scheduling.service.js';

/** Writing and dating posts. */
@Module({
  controllers: [PostsController],
  providers: [ComposeService, PostCopiesService, PostListService, PostsService, SchedulingService],
  exports: [ComposeService, PostsService],
})
export class PostsModule {}
