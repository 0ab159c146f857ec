import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import { cancelPublications } from './cancel-publications.js';
import { releaseChannel, resumeChannel } from './resume-channel.js';
import { refuseDeletingPublished } from './refuse-deleting-published.js';
import { movePublications } from './move-publications.js';
import { planPublications } from './plan-publications.js';
import { withdrawPublications } from './withdraw-publications.js';

/**
 * Changes publications as people decide. Each decision raises the fence, so that a worker which prepared the earlier
 * version can write nothing more.
 */
@Injectable()
export class PublicationPlans implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const lead = this.config.ARM_LEAD_SECONDS;
    this.events.on('post.approved', (tx, e) => planPublications(tx, e, lead));
    this.events.on('post.rescheduled', (tx, e) => movePublications(tx, e, lead));
    this.events.on('post.withdrawn', withdrawPublications);
    this.events.on('post.cancelled', cancelPublications);
    this.events.on('post.deleting', refuseDeletingPublished);
    this.events.on('channel.connected', resumeChannel);
    this.events.on('channel.released', releaseChannel);
  }
}
