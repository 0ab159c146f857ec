import { Inject, Injectable } from '@nestjs/common';
import { Database, statement } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import type { Role } from '../rules/permissions.js';
import type { Caller } from './caller-cache.js';
import type { Pending } from './principal.js';

interface Row {
  organisation_id: string;
  establishment_id: string;
  role: Role;
  root: boolean;
  require_two_factor: boolean;
  two_factor: boolean;
  passkey: boolean;
  must_change: boolean;
  alone: boolean;
}

interface Asked {
  userId: string;
  /** The only organisation, or null. */
  keyOrganisationId: string | null;
  /** The organisation that comes first, or null. */
  sessionOrganisationId: string | null;
}

const GRANTS = statement<Asked, Row>(`
  SELECT m.organisation_id, m.establishment_id, m.role, e.parent_id IS NULL AS root,
    o.require_two_factor, u."twoFactorEnabled" AS two_factor, u."mustChangePassword" AS must_change,
    EXISTS (SELECT 1 FROM auth.passkey p WHERE p.user_id = u.id) AS passkey,
    NOT EXISTS (SELECT 1 FROM organisation x WHERE x.id <> o.id) AS alone
  FROM member m
  JOIN establishment e
    ON e.organisation_id = m.organisation_id
    AND e.id = m.establishment_id
  JOIN organisation o ON o.id = m.organisation_id
  JOIN auth."user" u ON u.id = m.user_id
  WHERE m.user_id = :userId
    AND (:keyOrganisationId::uuid IS NULL OR m.organisation_id = :keyOrganisationId)
  ORDER BY m.organisation_id = :sessionOrganisationId::uuid DESC NULLS LAST, m.created_at, m.id`);

/** How the person proved their identity. */
export interface Proof {
  key?: { id: string; name: string; organisationId: string; scopes: string[] };
  /** `method` is absent where no sign-in is known: then what the account has proves it. */
  session?: { id: string; method?: string; organisationId: string | null };
}

/** Reads what a signed-in person may do. Crosses organisations, so it uses the engine's role. */
@Injectable()
export class PrincipalRepository {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * An API key acts in its own organisation; a session in the one its person chose, else in the one they joined
   * first.
   * @returns null for a person who is a member of no organisation
   */
  async load(
    user: { id: string; name: string; email: string },
    { key, session }: Proof = {},
  ): Promise<Caller | null> {
    const rows = await GRANTS.rows(this.database, {
      userId: user.id,
      keyOrganisationId: key?.organisationId ?? null,
      sessionOrganisationId: session?.organisationId ?? null,
    });
    const [first] = rows;
    if (!first) return null;
    const grants = rows
      .filter((row) => row.organisation_id === first.organisation_id)
      .map((row) => ({ establishmentId: row.establishment_id, role: row.role, root: row.root }));
    const administers = grants.some(({ root, role }) => root && role === 'admin');
    return {
      userId: user.id,
      userName: user.name,
      email: user.email,
      organisationId: first.organisation_id,
      grants,
      scopes: key?.scopes ?? null,
      apiKey: key ? { id: key.id, name: key.name } : null,
      sessionId: session?.id,
      pending: pendingOf(first, session?.method),
      operator: !key && this.#operates(user.email, administers && first.alone),
    };
  }

  /**
   * Operators are named in the settings; on a single machine with its own database and one organisation, its
   * administrators are operators.
   */
  #operates(email: string, administersAll: boolean): boolean {
    const { OPERATORS, DATABASE_EMBEDDED } = this.config;
    return OPERATORS.length > 0
      ? OPERATORS.includes(email.toLowerCase())
      : DATABASE_EMBEDDED && administersAll;
  }
}

/** What the person must do first also blocks their keys. */
function pendingOf(row: Row, method: string | undefined): Pending | undefined {
  if (row.must_change) return 'password_change_required';
  const proven = row.two_factor || (method ? method === 'passkey' : row.passkey);
  return row.require_two_factor && !proven ? 'two_factor_required' : undefined;
}
