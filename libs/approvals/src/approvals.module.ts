import { Module } from '@nestjs/common';
import { PostsModule } from '#lib/posts';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsService } from './approvals.service.js';

/** Submitting, approving, sending back. */
@Module({ imports: [PostsModule], controllers: [ApprovalsController], providers: [ApprovalsService] })
export class ApprovalsModule {}
