import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One medium is shown by a few posts, not by the thousand that PostgreSQL takes a function to return: told so, it looks them
 * up by their keys and does not read every post, in a plan made for no medium in particular as well.
 */
export class FewPostsShow1795392000094 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION lineup_posts_showing(uuid) ROWS 5');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION lineup_posts_showing(uuid) ROWS 1000');
  }
}
