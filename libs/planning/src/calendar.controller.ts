import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers } from '#lib/kernel';
import { CalendarService } from './calendar.service.js';
import { calendar, calendarQuery } from './planning.schemas.js';

@ApiTags('planning')
@Controller('api/v1/calendar')
export class CalendarController {
  constructor(private readonly service: CalendarService) {}

  @Get()
  @Does('Lists what is planned between two days')
  @Access('post.read')
  @Answers(calendar, 200, true)
  @Header('Content-Type', 'application/json; charset=utf-8')
  window(@Who() who: Principal, @Query({ schema: calendarQuery }) query: z.output<typeof calendarQuery>) {
    return this.service.window(who, query);
  }
}
