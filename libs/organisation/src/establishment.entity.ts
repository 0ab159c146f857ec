import { OrganisationRef, SameOrganisationRef } from '#lib/database';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { SECTORS, type Sector } from './rules/index.js';

/** An establishment of the organisation; establishments form a tree with a single root. */
@Entity('establishment')
@Check('establishment_sector', `sector IN (${SECTORS.map((sector) => `'${sector}'`).join(', ')})`)
@Index('establishment_path', { synchronize: false })
export class Establishment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'establishment_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'establishment_pk' })
  id: string;

  @OrganisationRef('establishment_organisation_fk')
  organisation?: object;

  @Column('uuid', { nullable: true })
  parentId: string | null;

  @SameOrganisationRef('Establishment', 'parent_id', 'establishment_parent_fk')
  parent?: object;

  /** Ids from the root down to this one, inclusive, for permission checks: `path && granted`. */
  @Column('uuid', { array: true })
  path: string[];

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  sector: Sector | null;

  @Column('text', { nullable: true })
  commune: string | null;

  @Column('text')
  timeZone: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
