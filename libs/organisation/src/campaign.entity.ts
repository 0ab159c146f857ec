import { OrganisationRef } from '#lib/database';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Groups posts with one message and one goal. */
@Entity('campaign')
export class Campaign {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'campaign_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'campaign_pk' })
  id: string;

  @OrganisationRef('campaign_organisation_fk')
  organisation?: object;

  @Column('text')
  name: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
