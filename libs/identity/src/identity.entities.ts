import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { ApiKey } from './api-key.entity.js';
import { AuditEntry } from './audit-entry.entity.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { Invitation } from './invitation.entity.js';
import { Member } from './member.entity.js';

/**
 * Entities of people and their acts. They refer by name to establishments, which a process adds with their own lib.
 */
@Module({ imports: rowsOf(Invitation, Member, ApiKey, AuditEntry, IdempotencyKey) })
export class IdentityEntities {}
