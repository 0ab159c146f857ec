import {
  Body,
  Controller,
  Delete,
  Get,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, AnswersNothing, Clock, notFound, UuidParam, Vault } from '#lib/kernel';
import { HAS_SHOWN } from './derivatives.js';
import { UploadInterceptor } from './incoming/upload.interceptor.js';
import { changeMedia, importMedia, media, mediaPage, mediaQuery, uploadFields } from './media.schemas.js';
import { MediaReader } from './media-reader.js';
import { MediaStorage } from './media-storage.js';
import { GetMedia } from './read/get-media.js';
import { ListMedia } from './read/list-media.js';
import { sendStored } from './send-file.js';
import { openMediaAddress } from './signed-address.js';
import { ChangeMedia } from './write/change-media.js';
import { ImportMedia } from './write/import-media.js';
import { RemoveMedia } from './write/remove-media.js';
import { type UploadedFile as File, UploadMedia } from './write/upload-media.js';

const contentQuery = z.object({ size: z.enum(['original', 'shown', 'thumbnail']).default('original') });

@ApiTags('media')
@Controller()
export class MediaController {
  constructor(
    private readonly listMedia: ListMedia,
    private readonly getMedia: GetMedia,
    private readonly uploadMedia: UploadMedia,
    private readonly importMedia: ImportMedia,
    private readonly changeMedia: ChangeMedia,
    private readonly removeMedia: RemoveMedia,
    private readonly reader: MediaReader,
    private readonly storage: MediaStorage,
    private readonly clock: Clock,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  @Get('api/v1/media')
  @Does('Lists the media of the library, the newest first')
  @Access('media.read')
  @Answers(mediaPage)
  list(@Who() who: Principal, @Query({ schema: mediaQuery }) query: z.output<typeof mediaQuery>) {
    return this.listMedia.run(who, query);
  }

  @Post('api/v1/media')
  @Does('Uploads a picture or a video', 409, 413, 415, 507)
  @Access('media.write')
  @UseInterceptors(UploadInterceptor)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        altText: { type: 'string' },
        establishmentId: { type: 'string', format: 'uuid' },
      },
    },
  })
  @Answers(media, 201)
  upload(
    @Who() who: Principal,
    @UploadedFile() file: File | undefined,
    @Body({ schema: uploadFields }) said: z.output<typeof uploadFields>,
  ) {
    return this.uploadMedia.run(who, file, said);
  }

  @Post('api/v1/media/import')
  @Does('Fetches a picture or a video from an address', 413, 415, 507)
  @Access('media.write')
  @Answers(media, 201)
  import(@Who() who: Principal, @Body({ schema: importMedia }) body: z.output<typeof importMedia>) {
    return this.importMedia.run(who, body.url, body);
  }

  @Get('api/v1/media/:id')
  @Does('Reads what is known of a medium')
  @Access('media.read')
  @Answers(media)
  get(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.getMedia.run(who, id);
  }

  @Patch('api/v1/media/:id')
  @Does('Changes the name, the description, the establishment or the focus of a medium')
  @Access('media.write')
  @Answers(media)
  change(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changeMedia }) body: z.output<typeof changeMedia>,
  ) {
    return this.changeMedia.run(who, id, body);
  }

  @Delete('api/v1/media/:id')
  @Does('Takes a medium out of the library', 409)
  @Access('media.write')
  @AnswersNothing('Nothing: the medium is in the library no more.')
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.removeMedia.run(who, id);
  }

  @Get('api/v1/media/:id/content')
  @Does('Reads the bytes of a medium')
  @Access('media.read')
  @ApiResponse({ status: 200, description: 'The bytes, in the size that was asked for where there is one.' })
  async content(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Query({ schema: contentQuery }) query: z.output<typeof contentQuery>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    // Removed media remain readable for the posts that show them.
    const medium = await this.reader.find(who, id, { evenRemoved: true });
    const has = { original: true, shown: HAS_SHOWN.has(medium.mime), thumbnail: medium.hasThumbnail };
    const variant = has[query.size] ? query.size : 'original';
    const { organisationId, sha256, mime, name } = medium;
    await sendStored(this.storage, { organisationId, sha256, mime, name, variant }, request, response);
  }

  /** For the networks, which fetch media: needs only a valid signature, until it expires. */
  @Get('media/:token/:name')
  @Does('Reads the bytes of a medium by a signed address, as networks do')
  @Access('public')
  @ApiResponse({ status: 200, description: 'The bytes, as they are published.' })
  async publicContent(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const signed = openMediaAddress(this.vault, token, this.clock.now().getTime() / 1000);
    if (!signed) throw notFound('media');
    await sendStored(this.storage, { ...signed, variant: 'original' }, request, response);
  }
}
