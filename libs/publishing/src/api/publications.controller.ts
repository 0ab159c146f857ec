import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, pageQuery, UuidParam } from '#lib/kernel';
import {
  publication,
  publicationEventPage,
  publicationPage,
  resolvePublication,
} from '../publishing.schemas.js';
import { ListPublications } from './list-publications.js';
import { ReadJournal } from './read-journal.js';
import { ResolvePublication } from './resolve-publication.js';
import { RetryPublication } from './retry-publication.js';

@ApiTags('publications')
@Controller('api/v1')
export class PublicationsController {
  constructor(
    private readonly listPublications: ListPublications,
    private readonly retryPublication: RetryPublication,
    private readonly resolvePublication: ResolvePublication,
    private readonly readJournal: ReadJournal,
  ) {}

  @Get('posts/:id/publications')
  @Does('Lists what became of a post on each channel')
  @Access('post.read')
  @Answers(publicationPage)
  ofPost(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.listPublications.run(who, id);
  }

  @Post('publications/:id/retry')
  @Does('Tries a failed publication again', 409)
  @Access('post.publish')
  @Answers(publication)
  retry(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.retryPublication.run(who, id);
  }

  @Post('publications/:id/resolve')
  @Does('Says of a publication in doubt whether it is out', 409)
  @Access('post.publish')
  @Answers(publication)
  resolve(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: resolvePublication }) body: z.output<typeof resolvePublication>,
  ) {
    return this.resolvePublication.run(who, id, body.outcome, body.remoteUrl ?? null);
  }

  @Get('publications/:id/events')
  @Does('Lists the steps of a publication, one by one')
  @Access('post.read')
  @Answers(publicationEventPage)
  journal(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ) {
    return this.readJournal.run(who, id, query);
  }
}
