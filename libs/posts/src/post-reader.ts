import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import { ComposeService } from './compose.service.js';
import { requireVisible } from './posts.policy.js';
import { getPost } from './posts.repository.js';
import { postView, type PostView } from './posts.view.js';

/** The post as the API shows it; every act on a post answers with it. */
@Injectable()
export class PostReader {
  constructor(private readonly composer: ComposeService) {}

  /** @throws DomainError 404 when it is of an establishment that the person does not see */
  async view(tx: Tx, who: Principal, id: string): Promise<PostView> {
    const post = await getPost(tx, id);
    requireVisible(who, post);
    return postView(who, post, this.composer.problems(post, await this.composer.shown(tx, post), who.locale));
  }
}
