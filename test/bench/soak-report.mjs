// docs/operations.md: a soak's minutes, and where the bytes of a post are.
import { fillIn, provenance } from './report.mjs';

/** Tables that take less are summed up, bytes a post. */
const SMALL = 100;

export async function writeSoak({ byMinute, bytesAPost, ...rest }) {
  const { total, ...tables } = bytesAPost;
  const large = Object.entries(tables).filter(([, bytes]) => bytes >= SMALL);
  const others = total - large.reduce((sum, [, bytes]) => sum + bytes, 0);
  await fillIn('docs/operations.md', {
    soak: [
      '| minute | submitted | submit p50, ms | submit p99, ms | approve p99, ms |',
      '| --- | --- | --- | --- | --- |',
      ...byMinute.map(
        ({ submit, approve }, at) =>
          `| ${at + 1} | ${submit.n} | ${submit.p50} | ${submit.p99} | ${approve.p99} |`,
      ),
      '',
      `${provenance()} ${rest.posts} posts, ${rest.published} published, ${rest.twice} twice, ${rest.failed} refused.`,
    ].join('\n'),
    bytes: [
      '| table | bytes a post |',
      '| --- | --- |',
      ...large.map(([table, bytes]) => `| ${table} | ${bytes} |`),
      `| all others | ${others} |`,
      `| together | ${total} |`,
    ].join('\n'),
  });
}
