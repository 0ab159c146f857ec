import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: in which database a worker was last alive, and when. A backup takes it along, and so gives itself away. */
@Entity('engine_pulse')
@Check('engine_pulse_one', 'id')
export class EnginePulse {
  @PrimaryColumn('boolean', { default: true, primaryKeyConstraintName: 'engine_pulse_pk' })
  id: boolean;

  /** What `lineup_cluster()` said then. */
  @Column('text')
  cluster: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  aliveAt: Date;
}
