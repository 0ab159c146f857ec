import type { DomainEventMap, Tx } from '#lib/database';
import { newId, traceParent } from '#lib/kernel';
import { leadMs } from '../../rules/lead.js';
import { wakeWorkers } from '../../wake-workers.repository.js';
import { lockPublications } from './plans.repository.js';
import { CHANNELS, GIVE_UP, PLAN } from './plans.sql.js';

/**
 * Plans one publication per channel of the approved revision, and cancels those of channels that left the post.
 * @param leadS the setting `ARM_LEAD_SECONDS`
 */
export async function planPublications(
  tx: Tx,
  { organisationId, postId, revisionId, dueAt }: DomainEventMap['post.approved'],
  leadS: number,
): Promise<void> {
  const revision = await CHANNELS.row(tx, { revisionId });
  const planned = (revision?.channels ?? []).map(({ channelId, baseline, content }) => ({
    id: newId(),
    channelId,
    baseline,
    lead: leadMs(leadS, content.type) / 1000,
  }));
  await lockPublications(tx, postId, false);
  const rows = JSON.stringify(planned);
  await PLAN.rows(tx, { organisationId, postId, revisionId, dueAt, rows, traceParent: traceParent() });
  await GIVE_UP.rows(tx, { postId, channelIds: planned.map(({ channelId }) => channelId) });
  await wakeWorkers(tx);
}
