import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, UuidParam } from '#lib/kernel';
import { notificationPage, notificationQuery, unreadCount } from './notifications.schemas.js';
import { NotificationsService } from './notifications.service.js';

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @Does('Lists what one was told, the latest first')
  @Access('account.read')
  @Answers(notificationPage)
  list(
    @Who() who: Principal,
    @Query({ schema: notificationQuery }) query: z.output<typeof notificationQuery>,
  ) {
    return this.notifications.list(who, query);
  }

  @Post('read-all')
  @Does('Marks everything as read')
  @Access('account.own')
  @Answers(unreadCount)
  readAll(@Who() who: Principal) {
    return this.notifications.readAll(who);
  }

  @Post(':id/read')
  @Does('Marks one notification as read')
  @Access('account.own')
  @Answers(unreadCount)
  read(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.notifications.read(who, id);
  }
}
