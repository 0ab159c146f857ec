import type { DomainEventMap, Tx } from '#lib/database';
import { newId, traceParent } from '#lib/kernel';
import type { FrozenChannel } from '#lib/posts';
import { leadMs } from '../../rules/lead.js';
import { wakeWorkers } from '../../wake-workers.repository.js';
import { lockPublications } from './plans.repository.js';
import { CHANNELS_SQL, GIVE_UP_SQL, PLAN_SQL } from './plans.sql.js';

/**
 * Plans one publication per channel of the approved revision, and cancels those of channels that left the post.
 * @param leadS the setting `ARM_LEAD_SECONDS`
 */
export async function planPublications(
  tx: Tx,
  { organisationId, postId, revisionId, dueAt }: DomainEventMap['post.approved'],
  leadS: number,
): Promise<void> {
  const [revision] = await tx.query<{ channels: FrozenChannel[] }[]>(CHANNELS_SQL, [revisionId]);
  const rows = (revision?.channels ?? []).map(({ channelId, baseline, content }) => ({
    id: newId(),
    channelId,
    baseline,
    lead: leadMs(leadS, content.type) / 1000,
  }));
  await lockPublications(tx, postId, false);
  await tx.query(PLAN_SQL, [organisationId, postId, revisionId, dueAt, JSON.stringify(rows), traceParent()]);
  await tx.query(GIVE_UP_SQL, [postId, rows.map(({ channelId }) => channelId)]);
  await wakeWorkers(tx);
}
