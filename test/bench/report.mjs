// docs/benchmarks.md: the figures of a run between its markers, what they mean around them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { format } from 'prettier';

const FILE = 'docs/benchmarks.md';

/** Replaces the rows of the benchmarks that were run, and says when and where. */
export async function writeReport(results) {
  await fillIn(FILE, Object.fromEntries(results.map((result) => [result.bench, section(result)])));
}

/** Puts each text between the markers of its name. @throws Error when the file has no such place */
export async function fillIn(file, sections) {
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(sections)) text = between(file, text, name, content);
  writeFileSync(file, await format(text, { parser: 'markdown', printWidth: 120 }));
}

/** When, what and on which machine. */
export function provenance() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  return `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}.`;
}

function section({ bench, metric, ratio, min, max, target, detail }) {
  return [
    `| metric | median | min | max | target |`,
    `| --- | --- | --- | --- | --- |`,
    `| ${metric} | ${ratio} | ${min} | ${max} | ${target} |`,
    '',
    provenance(),
    '',
    '```json',
    JSON.stringify({ bench, ...detail }, null, 1),
    '```',
  ].join('\n');
}

function between(file, text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for ${name}`);
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}
