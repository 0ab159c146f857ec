// docs/benchmarks.md: the figures of a run between its markers, what they mean around them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { format } from 'prettier';

const FILE = 'docs/benchmarks.md';

/** Replaces the rows of the benchmarks that were run, and says when and where. */
export async function writeReport(results) {
  let text = readFileSync(FILE, 'utf8');
  for (const result of results) text = between(text, result.bench, section(result));
  writeFileSync(FILE, await format(text, { parser: 'markdown', printWidth: 120 }));
}

function section({ bench, metric, ratio, min, max, target, detail }) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  return [
    `| metric | median | min | max | target |`,
    `| --- | --- | --- | --- | --- |`,
    `| ${metric} | ${ratio} | ${min} | ${max} | ${target} |`,
    '',
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}.`,
    '',
    '```json',
    JSON.stringify({ bench, ...detail }, null, 1),
    '```',
  ].join('\n');
}

function between(text, bench, content) {
  const [start, end] = [`<!-- ${bench} -->`, `<!-- /${bench} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${FILE} has no place for ${bench}`);
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}
