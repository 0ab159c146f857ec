import type { DynamicModule, Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { SessionRole } from '#lib/kernel';

/** The two data sources of a process, each named after the role of its sessions. */
export const ROLES = ['lineup_app', 'lineup_engine'] as const satisfies readonly SessionRole[];

/**
 * What a lib's `*.entities.ts` says of its rows: both data sources know them in every process that imports it. A
 * lib imports there the rows its own refer to by name, if they stand before it.
 */
export const rowsOf = (...entities: Type[]): DynamicModule[] =>
  ROLES.map((role) => TypeOrmModule.forFeature(entities, role));
