import type { DynamicModule, Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { SessionRole } from '#lib/kernel';

/** The two data sources of a process, named after their session roles. */
export const ROLES = ['lineup_app', 'lineup_engine'] as const satisfies readonly SessionRole[];

/**
 * Registers a lib's entities with both data sources, in its `*.entities.ts`, in every process that imports it. A lib
 * also imports there the entities of lower libs that its own refer to by name.
 */
export const rowsOf = (...entities: Type[]): DynamicModule[] =>
  ROLES.map((role) => TypeOrmModule.forFeature(entities, role));
