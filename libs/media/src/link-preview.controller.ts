import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access } from '#lib/identity';
import { Does, Answers, GuardedClient } from '#lib/kernel';
import { readLinkPreview } from './link-preview.js';

const previewQuery = z.object({ url: z.string().min(1).max(2_000) });
const linkPreview = z
  .object({
    url: z.string(),
    title: z.string().nullable(),
    description: z.string().nullable(),
    imageUrl: z.string().nullable(),
    siteName: z.string().nullable(),
  })
  .meta({ id: 'LinkPreview' });

/** What a network would show of a link: read by the server, since a browser may not. */
@ApiTags('media')
@Controller('api/v1/link-preview')
export class LinkPreviewController {
  constructor(private readonly outbound: GuardedClient) {}

  @Get()
  @Does('Reads title and picture of a page, as networks show a link')
  @Access('link.preview')
  @Answers(linkPreview)
  read(@Query({ schema: previewQuery }) query: z.output<typeof previewQuery>) {
    return readLinkPreview(this.outbound, query.url);
  }
}
