import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  Param,
  Patch,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Answers, AnswersNothing, UuidParam, wishInput } from '#lib/kernel';
import { PostCopiesService } from './post-copies.service.js';
import { PostListService } from './post-list.service.js';
import { EtagInterceptor, versionOf } from './etag.js';
import {
  changePost,
  createPost,
  duplicatePost,
  post,
  postPage,
  postPreview,
  postQuery,
} from './posts.schemas.js';
import { PostsService } from './posts.service.js';
import { SchedulingService } from './scheduling.service.js';

@ApiTags('posts')
@Controller('api/v1/posts')
@UseInterceptors(EtagInterceptor)
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly lists: PostListService,
    private readonly copies: PostCopiesService,
    private readonly scheduling: SchedulingService,
  ) {}

  @Get()
  @Access('post.read')
  @Answers(postPage)
  list(@Who() who: Principal, @Query({ schema: postQuery }) query: z.output<typeof postQuery>) {
    return this.lists.list(who, query);
  }

  @Post()
  @Access('post.write')
  @Answers(post, 201)
  create(@Who() who: Principal, @Body({ schema: createPost }) body: z.output<typeof createPost>) {
    return this.posts.create(who, body);
  }

  @Get(':id')
  @Access('post.read')
  @Answers(post)
  get(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.posts.get(who, id);
  }

  @Patch(':id')
  @Access('post.write')
  @Answers(post)
  change(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changePost }) body: z.output<typeof changePost>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    return this.posts.change(who, id, body, versionOf(ifMatch));
  }

  @Delete(':id')
  @Access('post.write')
  @AnswersNothing()
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.posts.remove(who, id);
  }

  @Get(':id/preview')
  @Access('post.read')
  @Answers(postPreview)
  preview(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.posts.preview(who, id);
  }

  @Post(':id/duplicate')
  @Access('post.write')
  @Answers(post, 201)
  duplicate(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: duplicatePost }) body: z.output<typeof duplicatePost>,
  ) {
    return this.copies.duplicate(who, id, body);
  }

  @Post(':id/schedule')
  @Access('post.publish')
  @Answers(post)
  schedule(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: wishInput }) body: z.output<typeof wishInput>,
  ) {
    return this.scheduling.schedule(who, id, body);
  }

  @Post(':id/publish-now')
  @Access('post.publish')
  @Answers(post)
  publishNow(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.scheduling.publishNow(who, id);
  }

  @Post(':id/cancel')
  @Access('post.publish')
  @Answers(post)
  cancel(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.scheduling.cancel(who, id);
  }
}
