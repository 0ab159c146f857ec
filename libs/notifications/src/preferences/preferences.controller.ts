import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers } from '#lib/kernel';
import { changePreferences, notificationPreferences } from '../notifications.schemas.js';
import { PreferencesService } from './preferences.service.js';

@ApiTags('notifications')
@Controller('api/v1/me/notification-preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Get()
  @Does('Reads what one wants to be told, and how')
  @Access('account.read')
  @Answers(notificationPreferences)
  get(@Who() who: Principal) {
    return this.preferences.get(who);
  }

  @Patch()
  @Does('Changes what one wants to be told, and how')
  @Access('account.own')
  @Answers(notificationPreferences)
  change(
    @Who() who: Principal,
    @Body({ schema: changePreferences }) body: z.output<typeof changePreferences>,
  ) {
    return this.preferences.change(who, body);
  }
}
