import { Module } from '@nestjs/common';
import { PostsModule } from '#lib/posts';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovePost } from './approve-post.js';
import { ListRevisions } from './list-revisions.js';
import { RequestChanges } from './request-changes.js';
import { SubmitPost } from './submit-post.js';
import { WithdrawPost } from './withdraw-post.js';

/** Submitting, approving, sending back: one class for each act. */
@Module({
  imports: [PostsModule],
  controllers: [ApprovalsController],
  providers: [ApprovePost, ListRevisions, RequestChanges, SubmitPost, WithdrawPost],
})
export class ApprovalsModule {}
