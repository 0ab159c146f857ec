import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type Principal, requireAt } from '#lib/identity';
import { conflict } from '#lib/kernel';
import { alignPosts } from '../align-posts.js';
import { type PublicationAct, statesFrom } from '../rules/publication-state.js';
import { wakeWorkers } from '../wake-workers.repository.js';
import { PublicationReader } from './publication-reader.js';
import { lockPublication } from './publications.repository.js';
import type { PublicationRow } from './publications.sql.js';

/** What is common to the decisions that a person takes when the engine cannot. */
@Injectable()
export class PublicationDecision {
  constructor(
    private readonly database: Database,
    private readonly reader: PublicationReader,
  ) {}

  /**
   * Writes the decision under the publication's lock, then brings its post in line.
   * @returns the publication as the person sees it afterwards
   * @throws DomainError 404, 403, 409 when its state does not allow the act
   */
  async run(
    who: Principal,
    id: string,
    act: PublicationAct,
    write: (tx: Tx, row: PublicationRow) => Promise<void>,
  ): Promise<object> {
    const row = await this.database.inOrganisation(who.organisationId, async (tx) => {
      await lockPublication(tx, id);
      const found = await this.reader.find(tx, who, id);
      for (const path of [found.path, found.channelPath]) requireAt(who, path, 'post.publish');
      const { state } = found;
      if (!statesFrom(act).includes(state)) throw conflict('publication_state_forbids', { state });
      await write(tx, found);
      await wakeWorkers(tx);
      return found;
    });
    // Posts are locked before publications, so not in the transaction that changed the publication.
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      await alignPosts(tx, [{ organisationId: who.organisationId, id: row.postId }]);
      const [view] = await this.reader.views(who, [await this.reader.find(tx, who, id)]);
      return view as object;
    });
  }
}
