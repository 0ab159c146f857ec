import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row: in which database a worker last ran, and when. A backup contains the row, so a restored database can be
 * recognised by it.
 */
@Entity('engine_pulse')
@Check('engine_pulse_one', 'id')
export class LastEngineRun {
  @PrimaryColumn('boolean', { default: true, primaryKeyConstraintName: 'engine_pulse_pk' })
  id: boolean;

  /** What `lineup_cluster()` answered at that time. */
  @Column('text')
  cluster: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  aliveAt: Date;
}
