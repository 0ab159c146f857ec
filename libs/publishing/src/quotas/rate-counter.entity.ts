import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A counter that workers share where the queue is in PostgreSQL; written by rate-limiter-flexible alone. */
@Entity('rate_counter')
export class RateCounter {
  @PrimaryColumn('varchar', { length: 255, primaryKeyConstraintName: 'rate_counter_pk' })
  key: string;

  @Column('int', { default: 0 })
  points: number;

  /** End of its window, ms since 1970 on the clock of the worker that opened it. */
  @Column('bigint', { nullable: true })
  expire: string | null;
}
