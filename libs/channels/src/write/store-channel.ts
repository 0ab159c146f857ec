import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { type Principal, targetEstablishment } from '#lib/identity';
import { conflict, newId, Vault } from '#lib/kernel';
import type { Credential, RemoteAccount } from '#lib/platforms';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { sealCredential } from '../credentials.js';
import type { AccountPlace } from '../platform-client.js';
import type { CredentialEnd } from '../rules/index.js';
import { newCredential } from './given-credential.js';
import { lockManaged } from './managed-channel.js';

export interface ConnectedAccount extends Pick<
  Channel,
  'establishmentId' | 'timeZone' | 'baselinePlacement'
> {
  place: AccountPlace;
  account: RemoteAccount;
  credential: Credential;
  end: CredentialEnd;
  /** What is done with an account that is a channel already. */
  existing: 'refuse' | 'reconnect';
  /** The link by which the owner of the account connects it. */
  link?: string;
}

/** Stores an account that the network has shown, as a channel. */
@Injectable()
export class StoreChannel {
  constructor(
    private readonly vault: Vault,
    private readonly record: ChannelRecord,
  ) {}

  /**
   * A new channel, a removed one again, or a living one with a new credential.
   * @returns its id
   * @throws DomainError 409 `channel_exists`, by a link also for another establishment's channel; 403 for a channel, also
   *   a removed one, that this person does not manage
   */
  async run(tx: Tx, who: Principal, connected: ConnectedAccount): Promise<string> {
    const { place, account, existing: rule } = connected;
    // Locked: somebody else may connect a removed channel again at the same moment.
    const existing = await tx.findOne(Channel, {
      where: { platform: place.platform, remoteId: account.remoteId },
      lock: { mode: 'for_no_key_update' },
    });
    if (existing && !existing.removedAt) {
      const elsewhere = connected.link && existing.establishmentId !== connected.establishmentId;
      if (rule === 'refuse' || elsewhere) throw conflict('channel_exists');
      return this.#reconnect(tx, who, existing, connected);
    }
    // It leaves the establishment that it was removed from.
    if (existing) {
      await targetEstablishment(tx, who, existing.establishmentId, 'channel.manage', { evenUnseen: true });
    }
    const id = existing?.id ?? newId();
    const fields = {
      ...this.#access(who, id, connected),
      establishmentId: connected.establishmentId,
      name: account.name,
      timeZone: connected.timeZone,
      baselinePlacement: connected.baselinePlacement,
      removedAt: null,
    };
    if (existing) {
      await tx.update(Channel, { id }, fields);
    } else {
      const key = {
        organisationId: who.organisationId,
        id,
        platform: place.platform,
        remoteId: account.remoteId,
      };
      await tx.insert(Channel, { ...key, ...fields });
    }
    const { platform } = place;
    await this.record.connected(tx, who, id, {
      platform,
      remoteId: account.remoteId,
      ...(connected.link && { link: connected.link }),
    });
    return id;
  }

  /** Its access and nothing else: what a person paused, or a network holds, goes on by their word. */
  async #reconnect(
    tx: Tx,
    who: Principal,
    { id, state }: Channel,
    connected: ConnectedAccount,
  ): Promise<string> {
    await lockManaged(tx, who, id);
    const paused = state === 'paused';
    await tx.update(Channel, { id }, { ...this.#access(who, id, connected), ...(paused && { state }) });
    await this.record.reconnected(tx, who, id, { link: connected.link, goesOn: !paused });
    return id;
  }

  #access(who: Principal, id: string, { place, account, credential, end }: ConnectedAccount) {
    return {
      server: account.server ?? place.server,
      limits: account.limits ?? null,
      handle: account.handle,
      credential: sealCredential(this.vault, who.organisationId, id, credential),
      state: 'connected' as const,
      stateReason: null,
      ...newCredential(end),
    };
  }
}
