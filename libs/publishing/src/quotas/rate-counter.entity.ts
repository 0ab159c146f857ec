import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A counter that workers share when the queue is in PostgreSQL; only rate-limiter-flexible writes it. */
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
