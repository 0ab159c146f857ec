import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';

/** The editorial calendar. */
@Module({ controllers: [CalendarController], providers: [CalendarService] })
export class PlanningModule {}
