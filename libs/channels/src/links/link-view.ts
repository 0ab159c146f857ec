import type { LinkRow } from './links.repository.js';

/** A link as the API answers it. */
export const linkView = (row: LinkRow) => ({
  id: row.id,
  platform: row.platform,
  establishmentId: row.establishmentId,
  establishmentName: row.establishmentName,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
