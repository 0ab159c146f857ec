import { mayAt, type Principal } from '#lib/identity';
import { capabilitiesOf } from '#lib/platforms';
import type { ChannelRow } from './channels.repository.js';

const profileOf = ({ platform, remoteId, handle }: ChannelRow): string | null =>
  capabilitiesOf(platform).remote.profile({ remoteId, handle: handle.replace(/^@/, '') });

/** Where the whole address may be all that protects it, who does not manage the channel sees its host. */
const serverOf = ({ platform, server }: ChannelRow, manages: boolean): string | null =>
  server !== null && !manages && capabilitiesOf(platform).server?.exact ? new URL(server).origin : server;

/** A channel as the API shows it, without its credential. */
export function channelView(who: Principal, row: ChannelRow) {
  const manage = mayAt(who, row.path, 'channel.manage');
  return {
    id: row.id,
    platform: row.platform,
    name: row.name,
    handle: row.handle,
    remoteId: row.remoteId,
    server: serverOf(row, manage),
    limits: row.limits,
    timeZone: row.timeZone,
    state: row.state,
    stateReason: row.stateReason,
    baselinePlacement: row.baselinePlacement,
    establishmentId: row.establishmentId,
    establishmentName: row.establishmentName,
    profileUrl: profileOf(row),
    heldUntil: row.heldUntil?.toISOString() ?? null,
    accessEndsAt: row.tokenExpiresAt?.toISOString() ?? null,
    accessEndAssumed: row.tokenEndAssumed,
    createdAt: row.createdAt.toISOString(),
    may: { manage },
  };
}
