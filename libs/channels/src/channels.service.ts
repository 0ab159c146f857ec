import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { placeFor, type Principal, requireAt, visibleNodes } from '#lib/identity';
import { Clock, conflict, DomainError, invalid, newId, type Page, Vault } from '#lib/kernel';
import { requireTimeZone } from '#lib/organisation';
import {
  type Credential,
  isAccountId,
  type Platform,
  PlatformError,
  type RemoteAccount,
} from '#lib/platforms';
import { MoreThan } from 'typeorm';
import { ChannelRecord } from './channel-record.js';
import { Channel } from './channel.entity.js';
import {
  type ChannelRow,
  endApplicationHold,
  findChannels,
  getChannel,
  isApplicationHeld,
  lockChannel,
  loseCredential,
} from './channels.repository.js';
import { channelView } from './channels.view.js';
import { openCredential, renewed, sealCredential } from './credentials.js';
import { Network } from './network.js';
import { type CredentialEnd, endOfCredential, endOfConsent } from './rules/index.js';

/** Columns of a new credential, which is checked at once. */
const newCredential = ({ at, assumed }: CredentialEnd) => ({
  tokenExpiresAt: at === null ? null : new Date(at),
  tokenEndAssumed: assumed,
  toldDays: null,
  keepFailures: 0,
  keepAt: () => 'now()',
});

interface Access {
  accessToken: string;
  refreshToken?: string | undefined;
  expiresAt?: string | undefined;
}

interface Connect extends Access {
  platform: Platform;
  establishmentId: string;
  remoteId?: string | undefined;
  timeZone?: string | undefined;
  baselinePlacement: Channel['baselinePlacement'];
}

/** Accounts on the networks: a pasted token is checked with the network before anything is stored. */
@Injectable()
export class ChannelsService {
  constructor(
    private readonly database: Database,
    private readonly network: Network,
    private readonly vault: Vault,
    private readonly record: ChannelRecord,
    private readonly clock: Clock,
  ) {}

  async list(who: Principal): Promise<Page<object>> {
    const rows = await this.database.read(who.organisationId, (tx) => findChannels(tx, visibleNodes(who)));
    return { items: rows.map((row) => channelView(who, row)), nextCursor: null };
  }

  async connect(who: Principal, input: Connect) {
    requireTimeZone(input.timeZone);
    if (input.remoteId && !isAccountId(input.platform, input.remoteId)) {
      throw invalid([{ path: 'remoteId', code: 'invalid_format' }]);
    }
    const establishment = await this.database.read(who.organisationId, (tx) =>
      placeFor(tx, who, input.establishmentId, 'channel.manage'),
    );
    const end = this.#endOf(input.platform, input);
    const credential = this.#credentialOf(input.platform, input, end);
    const account = await this.#ask(input.platform, input.remoteId ?? '', credential);
    if (input.remoteId && account.remoteId !== input.remoteId) throw conflict('account_mismatch');
    if (!isAccountId(input.platform, account.remoteId)) throw conflict('channel_refused', { message: 'id' });
    return this.database.tenant(who.organisationId, async (tx) => {
      // Locked: somebody else may connect a removed channel again at the same moment.
      const existing = await tx.findOne(Channel, {
        where: { platform: input.platform, remoteId: account.remoteId },
        lock: { mode: 'for_no_key_update' },
      });
      if (existing && !existing.removedAt) throw conflict('channel_exists');
      const id = existing?.id ?? newId();
      const fields = {
        establishmentId: input.establishmentId,
        name: account.name,
        handle: account.handle,
        timeZone: input.timeZone ?? establishment.timeZone,
        baselinePlacement: input.baselinePlacement,
        credential: sealCredential(this.vault, who.organisationId, id, credential),
        state: 'connected' as const,
        stateReason: null,
        removedAt: null,
        ...newCredential(end),
      };
      if (existing) {
        await tx.update(Channel, { id }, fields);
      } else {
        await tx.insert(Channel, {
          organisationId: who.organisationId,
          id,
          platform: input.platform,
          remoteId: account.remoteId,
          ...fields,
        });
      }
      const { remoteId } = account;
      await this.record.connected(tx, who, id, { platform: input.platform, remoteId });
      return channelView(who, await getChannel(tx, id));
    });
  }

  change(
    who: Principal,
    id: string,
    changes: Partial<Pick<Channel, 'name' | 'timeZone' | 'baselinePlacement'>> & {
      state?: 'connected' | 'paused' | undefined;
    },
  ) {
    requireTimeZone(changes.timeZone);
    return this.database.tenant(who.organisationId, async (tx) => {
      const row = this.#mine(who, await lockChannel(tx, id));
      // Only a new token helps a channel whose credential was refused.
      if (changes.state && row.state === 'reconnect_needed') {
        throw conflict('state_forbids', { state: row.state });
      }
      if (Object.keys(changes).length > 0) {
        await tx.update(Channel, { id }, { ...changes, ...(changes.state ? { stateReason: null } : {}) });
      }
      const resumed = changes.state === 'connected' && row.state !== 'connected';
      await this.record.changed(tx, who, id, changes, { resumed });
      return channelView(who, await getChannel(tx, id));
    });
  }

  /** Stores a new token for the same account; held publications then go on. */
  async reconnect(who: Principal, id: string, input: Access) {
    const row = await this.database.read(who.organisationId, (tx) => this.#manageable(tx, who, id));
    const end = this.#endOf(row.platform, input);
    const given = this.#credentialOf(row.platform, input, end);
    const credential = renewed(this.#known(who, row), given);
    const account = await this.#ask(row.platform, row.remoteId, credential);
    if (account.remoteId !== row.remoteId) throw conflict('account_mismatch');
    return this.database.tenant(who.organisationId, async (tx) => {
      // A renewal may have been stored while the network was asked: its tokens are kept.
      const latest = renewed(this.#known(who, await lockChannel(tx, id)), given);
      await tx.update(
        Channel,
        { id },
        {
          credential: sealCredential(this.vault, who.organisationId, id, latest),
          handle: account.handle,
          state: 'connected',
          stateReason: null,
          heldUntil: null,
          ...newCredential(end),
        },
      );
      await this.record.reconnected(tx, who, id);
      return channelView(who, await getChannel(tx, id));
    });
  }

  /** Asks the network whether the token still works; only a recognised refusal marks the channel. */
  async check(who: Principal, id: string) {
    const row = await this.database.read(who.organisationId, (tx) => this.#manageable(tx, who, id));
    const credential = openCredential(this.vault, who.organisationId, id, row.credential).reveal();
    try {
      await this.network.adapter(row.platform).account(this.network.readerIo(row.platform, row, credential));
    } catch (error) {
      if (!(error instanceof PlatformError) || error.detail.class !== 'auth') throw refusal(error);
      await this.database.tenant(who.organisationId, (tx) => loseCredential(tx, row, error.detail.code));
    }
    return this.database.read(who.organisationId, async (tx) => channelView(who, await getChannel(tx, id)));
  }

  /**
   * Ends the hold that the network asked for. A hold of the whole application concerns every organisation of the
   * installation, so only an operator may end it.
   * @throws DomainError 403 when there is only such a hold, and the person is not an operator
   */
  release(who: Principal, id: string) {
    return this.database.tenant(who.organisationId, async (tx) => {
      const { platform } = await this.#manageable(tx, who, id);
      const own = await tx.update(
        Channel,
        { id, heldUntil: MoreThan(this.clock.now()) },
        { heldUntil: null },
      );
      const shared = await isApplicationHeld(tx, platform);
      if (shared && !who.operator && !own.affected) throw new DomainError(403, 'application_held');
      const whole = shared && who.operator;
      if (whole) await endApplicationHold(tx, platform);
      await this.record.released(tx, who, id, whole ? platform : null);
      return channelView(who, await getChannel(tx, id));
    });
  }

  /** @throws DomainError 404, 403, 409 `channel_in_use` while a post needs it */
  async remove(who: Principal, id: string): Promise<void> {
    await this.database.tenant(who.organisationId, async (tx) => {
      this.#mine(who, await lockChannel(tx, id));
      await this.record.removing(tx, who, id);
      // The row stays for the history; the credential does not.
      await tx.update(Channel, { id }, { removedAt: () => 'now()', state: 'paused', credential: '' });
    });
  }

  /** @throws DomainError 422 for a credential that has expired */
  #endOf(platform: Platform, { expiresAt }: Access): CredentialEnd {
    const now = this.clock.now().getTime();
    if (expiresAt !== undefined && Date.parse(expiresAt) <= now) {
      throw invalid([{ path: 'expiresAt', code: 'access_over' }]);
    }
    return endOfCredential(platform, expiresAt, now, this.network.settings(platform).origin);
  }

  #credentialOf(
    platform: Platform,
    { accessToken, refreshToken }: Access,
    { at }: CredentialEnd,
  ): Credential {
    const refreshExpiresAt = endOfConsent(platform, this.clock.now().getTime());
    return {
      accessToken,
      ...(refreshToken ? { refreshToken, refreshExpiresAt } : {}),
      ...(at === null ? {} : { expiresAt: at }),
    };
  }

  /** The stored credential; an empty one when its key is gone, or the channel was removed. */
  #known(who: Principal, { id, credential }: ChannelRow): Credential {
    if (!credential || !this.vault.opens(credential)) return { accessToken: '' };
    return openCredential(this.vault, who.organisationId, id, credential).reveal();
  }

  /** @throws DomainError 403 */
  #mine(who: Principal, row: ChannelRow): ChannelRow {
    requireAt(who, row.path, 'channel.manage');
    return row;
  }

  async #manageable(tx: Tx, who: Principal, id: string): Promise<ChannelRow> {
    return this.#mine(who, await getChannel(tx, id));
  }

  async #ask(platform: Platform, remoteId: string, credential: Credential): Promise<RemoteAccount> {
    try {
      return await this.network
        .adapter(platform)
        .account(this.network.readerIo(platform, { remoteId, handle: '' }, credential));
    } catch (error) {
      throw refusal(error);
    }
  }
}

const refusal = (error: unknown): unknown =>
  error instanceof PlatformError
    ? new DomainError(422, 'channel_refused', { message: error.detail.message })
    : error;
