import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { ActingFor, hashOfToken, mayAt } from '#lib/identity';
import { DomainError, type Locale } from '#lib/kernel';
import type { Asker } from '../consent/asker.js';
import { ConnectConsented } from '../consent/connect-consented.js';
import { findByToken, lockLink, type OpenedLink, removeLink } from './links.repository.js';

/**
 * What the holder of a link may do: look at it, and connect one account for its establishment. Its secret has 256
 * bits, so guesses are not counted.
 */
@Injectable()
export class UseLink {
  constructor(
    private readonly database: Database,
    private readonly acting: ActingFor,
    private readonly connectConsented: ConnectConsented,
  ) {}

  /** What it is for, and who made it. @throws DomainError 404 `link_over` */
  async look(token: string) {
    const { link, maker } = await this.#open(token);
    return {
      organisation: link.organisationName,
      establishment: link.establishmentName,
      platform: link.platform,
      madeBy: maker.userName,
      expiresAt: link.expiresAt.toISOString(),
    };
  }

  /** The link as the one who asks for a consent, of its own network only. @throws DomainError 404 `link_over` */
  async asker(token: string): Promise<Asker & Pick<OpenedLink, 'platform'>> {
    const { link } = await this.#open(token);
    return { ...askerOf(link), platform: link.platform };
  }

  /**
   * Makes an account a channel of the link's establishment, by which the link is used up; both or neither.
   * @throws DomainError 404, 422 for an account that the consent does not reach
   */
  async connect(token: string, consentId: string, remoteId: string, locale: Locale) {
    const { link, maker } = await this.#open(token);
    const [channel] = await this.database.inOrganisation(link.organisationId, async (tx) => {
      await lockLink(tx, link.id);
      await removeLink(tx, link.id);
      return this.connectConsented.inside(tx, { ...maker, locale }, askerOf(link), consentId, {
        accounts: [{ remoteId, establishmentId: link.establishmentId }],
        baselinePlacement: 'end',
        link: link.id,
      });
    });
    return { name: channel?.name ?? '', handle: channel?.handle ?? '' };
  }

  async #open(token: string) {
    const link = await findByToken(this.database, hashOfToken(token));
    const maker = link && (await this.acting.find(link.madeBy, link.organisationId, link.id));
    const may = link && maker && mayAt(maker, link.path, 'channel.manage');
    if (!link || !maker || !may) throw new DomainError(404, 'link_over');
    return { link, maker };
  }
}

/** Another establishment's channel is out of a link's reach. */
const askerOf = ({ organisationId, id, establishmentId }: OpenedLink): Asker => ({
  organisationId,
  by: `link ${id}`,
  link: true,
  manages: (path) => path.at(-1) === establishmentId,
});
