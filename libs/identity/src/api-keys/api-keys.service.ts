import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Database } from '#lib/database';
import { Clock, invalid, newId, notFound, type Page } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import type { Origin } from '../access/origin.js';
import { mayEverywhere, type Principal, requireEverywhere } from '../access/principal.js';
import { ApiKey } from '../api-key.entity.js';
import { AuditService } from '../audit/audit.service.js';
import type { Account } from '../auth/accounts.repository.js';
import { AccountsService } from '../auth/accounts.service.js';
import { WRITE_SCOPE } from '../identity.schemas.js';
import { SecurityLog } from '../security/security-log.js';
import { organisationsWithKeysOf, useKey } from './api-keys.repository.js';

const DAY_MS = 86_400_000;

/** Default and longest validity of a key, days: a forgotten key expires. */
const DEFAULT_DAYS = 90;
const MOST_DAYS = 366;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const view = (key: ApiKey, owner: Account | undefined) => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  scopes: key.scopes,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  owner: { id: key.userId, name: owner?.name ?? '', email: owner?.email ?? '' },
});

/** Keys for scripts: each acts as the person who created it. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly cache: CallerCache,
    private readonly accounts: AccountsService,
    private readonly security: SecurityLog,
  ) {}

  /**
   * @param everyone true for the keys of all people; only for administrators of the whole organisation. @throws
   * DomainError 403
   */
  async list(who: Principal, everyone: boolean): Promise<Page<ReturnType<typeof view>>> {
    if (everyone) requireEverywhere(who, 'member.manage');
    const keys = await this.database.read(who.organisationId, (tx) =>
      tx.getRepository(ApiKey).find({
        where: { organisationId: who.organisationId, ...(everyone ? {} : { userId: who.userId }) },
        order: { id: 'DESC' },
      }),
    );
    const owners = await this.accounts.byId(keys.map(({ userId }) => userId));
    return { items: keys.map((key) => view(key, owners.get(key.userId))), nextCursor: null };
  }

  /** @returns the key with its secret, which is never shown again */
  async create(
    who: Principal,
    input: { name: string; scopes: string[]; expiresAt?: string | undefined },
    origin: Origin,
  ) {
    const expiresAt = this.#expiryOf(input.expiresAt);
    const scopes = [...new Set(input.scopes.flatMap((scope) => (scope === 'write' ? WRITE_SCOPE : scope)))];
    const secret = `lineup_${randomBytes(30).toString('base64url')}`;
    const made = await this.database.inOrganisation(who.organisationId, async (tx) => {
      const key = tx.getRepository(ApiKey).create({
        organisationId: who.organisationId,
        id: newId(),
        userId: who.userId,
        name: input.name,
        prefix: secret.slice(0, 12),
        hash: hashOf(secret),
        scopes,
        createdAt: this.clock.now(),
        expiresAt,
        lastUsedAt: null,
      });
      await tx.insert(ApiKey, key);
      await this.audit.record(tx, who, 'api_key.created', key.id, {
        name: key.name,
        scopes: key.scopes,
        expiresAt: key.expiresAt.toISOString(),
      });
      return key;
    });
    const { id, name, organisationId, userId } = made;
    await this.security.record({
      kind: 'api_key_created',
      userId,
      organisationId,
      origin,
      detail: { id, name, scopes },
    });
    return { key: view(made, { id: userId, name: who.userName, email: who.email }), secret };
  }

  /** @throws DomainError 422 for an instant that is past or too far away */
  #expiryOf(wanted: string | undefined): Date {
    const now = this.clock.now().getTime();
    if (wanted === undefined) return new Date(now + DEFAULT_DAYS * DAY_MS);
    const at = new Date(wanted);
    if (at.getTime() <= now) throw invalid([{ path: 'expiresAt', code: 'expiry_past' }]);
    if (at.getTime() > now + MOST_DAYS * DAY_MS) {
      throw invalid([{ path: 'expiresAt', code: 'expiry_too_far', limit: MOST_DAYS }]);
    }
    return at;
  }

  /** Removes one's own key; an administrator of the whole organisation may remove any. @throws DomainError 404 */
  async remove(who: Principal, id: string, origin: Origin): Promise<void> {
    const administers = mayEverywhere(who, 'member.manage');
    const { organisationId } = who;
    const key = await this.database.inOrganisation(organisationId, async (tx) => {
      const found = await tx.findOneBy(ApiKey, {
        organisationId,
        id,
        ...(administers ? {} : { userId: who.userId }),
      });
      if (!found) throw notFound('api_key');
      const { affected } = await tx.delete(ApiKey, { organisationId, id });
      // Removed by somebody else at the same moment.
      if (!affected) throw notFound('api_key');
      await this.audit.record(tx, who, 'api_key.removed', id, {
        name: found.name,
        userId: found.userId,
      });
      return found;
    });
    this.cache.forget();
    await this.security.record({
      kind: 'api_key_removed',
      userId: key.userId,
      organisationId,
      origin,
      ...(key.userId === who.userId ? {} : { actor: who }),
      detail: { id, name: key.name },
    });
  }

  /**
   * Removes the keys of one person in every organisation, each with a history entry there.
   * @returns how many there were
   */
  async removeAllOf(owner: Account): Promise<number> {
    let removed = 0;
    for (const organisationId of await organisationsWithKeysOf(this.database, owner.id)) {
      const who = {
        organisationId,
        userId: owner.id,
        userName: owner.name,
        email: owner.email,
        apiKey: null,
      };
      await this.database.inOrganisation(organisationId, async (tx) => {
        const keys = await tx.findBy(ApiKey, { organisationId, userId: owner.id });
        await tx.delete(ApiKey, { organisationId, userId: owner.id });
        for (const { id, name } of keys) {
          await this.audit.record(tx, who, 'api_key.removed', id, { name, userId: owner.id });
        }
        removed += keys.length;
      });
    }
    this.cache.forget();
    return removed;
  }

  /** Finds a key by its secret and notes its use. Runs before the organisation is known. */
  async find(secret: string) {
    const holder = await useKey(this.database, hashOf(secret));
    if (!holder) return null;
    const { id, name, organisationId, scopes, userId, userName, email } = holder;
    return { id, name, organisationId, scopes, user: { id: userId, name: userName, email } };
  }
}
