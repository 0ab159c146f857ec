import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '#lib/database';
import type { Role } from '../identity.schemas.js';
import type { Caller } from './known-callers.js';

interface Row {
  organisation_id: string;
  establishment_id: string;
  role: Role;
  root: boolean;
}

const GRANTS: Statement = {
  name: 'grants',
  text: `SELECT m.organisation_id, m.establishment_id, m.role, e.parent_id IS NULL AS root
       FROM member m
       JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
       WHERE m.user_id = $1 AND ($2::uuid IS NULL OR m.organisation_id = $2)
       ORDER BY m.created_at, m.id`,
};

/** Finds out what a signed-in person may do. Crosses organisations, so it runs as the engine. */
@Injectable()
export class PrincipalRepository {
  constructor(private readonly database: Database) {}

  /**
   * @param key an API key that speaks for the person, in its own organisation; without, a session works in the one the
   *   person joined first
   * @returns null for a person who is a member of nothing
   */
  async load(
    user: { id: string; name: string; email: string },
    key: { id: string; name: string; organisationId: string; scopes: string[] } | null = null,
  ): Promise<Caller | null> {
    const rows = await this.database.query<Row>(GRANTS, [user.id, key?.organisationId ?? null]);
    const [first] = rows;
    if (!first) return null;
    return {
      userId: user.id,
      userName: user.name,
      email: user.email,
      organisationId: first.organisation_id,
      grants: rows
        .filter((row) => row.organisation_id === first.organisation_id)
        .map((row) => ({ establishmentId: row.establishment_id, role: row.role, root: row.root })),
      scopes: key?.scopes ?? null,
      apiKey: key && { id: key.id, name: key.name },
    };
  }
}
