import { Module } from '@nestjs/common';
import { ComposeService } from './compose.service.js';
import { PostsController } from './posts.controller.js';
import { PostsService } from './posts.service.js';
import { SchedulingService } from './scheduling.service.js';

/** Writing and dating posts. */
@Module({
  controllers: [PostsController],
  providers: [ComposeService, PostsService, SchedulingService],
  exports: [ComposeService, PostsService],
})
export class PostsModule {}
