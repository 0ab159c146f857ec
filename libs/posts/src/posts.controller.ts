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
import { Does, Answers, AnswersNothing, UuidParam, localScheduleInput } from '#lib/kernel';
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
import { GetPost } from './read/get-post.js';
import { ListPosts } from './read/list-posts.js';
import { PreviewPost } from './read/preview-post.js';
import { CancelPost } from './write/cancel-post.js';
import { ChangePost } from './write/change-post.js';
import { CreatePost } from './write/create-post.js';
import { DeletePost } from './write/delete-post.js';
import { DuplicatePost } from './write/duplicate-post.js';
import { PublishNow } from './write/publish-now.js';
import { SchedulePost } from './write/schedule-post.js';

@ApiTags('posts')
@Controller('api/v1/posts')
@UseInterceptors(EtagInterceptor)
export class PostsController {
  constructor(
    private readonly listPosts: ListPosts,
    private readonly getPost: GetPost,
    private readonly previewPost: PreviewPost,
    private readonly createPost: CreatePost,
    private readonly changePost: ChangePost,
    private readonly deletePost: DeletePost,
    private readonly duplicatePost: DuplicatePost,
    private readonly schedulePost: SchedulePost,
    private readonly publishPostNow: PublishNow,
    private readonly cancelPost: CancelPost,
  ) {}

  @Get()
  @Does('Lists posts, the last changed first')
  @Access('post.read')
  @Answers(postPage)
  list(@Who() who: Principal, @Query({ schema: postQuery }) query: z.output<typeof postQuery>) {
    return this.listPosts.run(who, query);
  }

  @Post()
  @Does('Makes a draft, as incomplete as it may be')
  @Access('post.write')
  @Answers(post, 201)
  create(@Who() who: Principal, @Body({ schema: createPost }) body: z.output<typeof createPost>) {
    return this.createPost.run(who, body);
  }

  @Get(':id')
  @Does('Reads a post, with what stands in its way and what one may do with it')
  @Access('post.read')
  @Answers(post)
  get(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.getPost.run(who, id);
  }

  @Patch(':id')
  @Does('Changes what is named of a post; content of an approved one sends it back to a draft', 409, 412)
  @Access('post.write')
  @Answers(post)
  change(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changePost }) body: z.output<typeof changePost>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    return this.changePost.run(who, id, body, versionOf(ifMatch));
  }

  @Delete(':id')
  @Does('Deletes a post that never went out', 409)
  @Access('post.write')
  @AnswersNothing('Nothing: the post is gone.')
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.deletePost.run(who, id);
  }

  @Get(':id/preview')
  @Does('Shows the exact text of each channel')
  @Access('post.read')
  @Answers(postPreview)
  preview(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.previewPost.run(who, id);
  }

  @Post(':id/duplicate')
  @Does('Copies a post into a new draft')
  @Access('post.write')
  @Answers(post, 201)
  duplicate(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: duplicatePost }) body: z.output<typeof duplicatePost>,
  ) {
    return this.duplicatePost.run(who, id, body);
  }

  @Post(':id/schedule')
  @Does('Sets or moves the date of a post', 409)
  @Access('post.publish')
  @Answers(post)
  schedule(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: localScheduleInput }) body: z.output<typeof localScheduleInput>,
  ) {
    return this.schedulePost.run(who, id, body);
  }

  @Post(':id/publish-now')
  @Does('Publishes an approved post at once', 409)
  @Access('post.publish')
  @Answers(post)
  publishNow(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.publishPostNow.run(who, id);
  }

  @Post(':id/cancel')
  @Does('Stops what is not out yet', 409)
  @Access('post.publish')
  @Answers(post)
  cancel(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.cancelPost.run(who, id);
  }
}
