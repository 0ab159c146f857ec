import { mayAt, type Principal } from '#lib/identity';
import { capabilitiesOf } from '#lib/platforms';
import type { ChannelRow } from './channels.repository.js';

const profileOf = ({ platform, remoteId, handle }: ChannelRow): string | null =>
  capabilitiesOf(platform).remote.profile({ remoteId, handle: handle.replace(/^@/, '') });

/** A channel as the API shows it, without its credential. */
export const channelView = (who: Principal, row: ChannelRow) => ({
  id: row.id,
  platform: row.platform,
  name: row.name,
  handle: row.handle,
  remoteId: row.remoteId,
  server: row.server,
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
  may: { manage: mayAt(who, row.path, 'channel.manage') },
});
