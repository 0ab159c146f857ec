import type { Draft } from '../draft';
import { differing, fieldsOf, same, withField, type Path } from './fields';

/** Lists to which two people may add, or from which they may remove, different elements without a conflict. */
const SETS = ['channelIds', 'audienceIds', 'tags'] as const;

export interface Merged {
  draft: Draft;
  /** Changed on both sides to different values; mine stays until a person chooses. */
  conflicts: Path[];
  /** Unchanged here, and now as somebody else wrote it. */
  taken: Path[];
}

/**
 * Merges the server's version into a draft, member by member: members unchanged here become theirs, others stay.
 * What the server may have because we sent it counts as ours.
 * @param sent everything sent since `base` without an answer
 */
export function merge(base: Draft, mine: Draft, theirs: Draft, sent: readonly Draft[]): Merged {
  const [before, here, there] = [base, mine, theirs].map(fieldsOf);
  const ours = sent.map(fieldsOf);
  const merged: Merged = { draft: mine, conflicts: [], taken: [] };
  for (const path of differing(mine, theirs)) {
    const value = there?.get(path);
    if (same(value, before?.get(path)) || ours.some((fields) => same(value, fields.get(path)))) continue;
    const set = SETS.find((name) => name === path);
    if (path === 'channelIds' && wordsGoWith(base, mine, theirs)) {
      merged.conflicts.push(path);
    } else if (same(here?.get(path), before?.get(path))) {
      merged.draft = withField(merged.draft, path, theirs);
      merged.taken.push(path);
    } else if (set) {
      merged.draft = { ...merged.draft, [set]: mergeSets(base[set], mine[set], theirs[set]) };
      merged.taken.push(path);
    } else {
      merged.conflicts.push(path);
    }
  }
  return merged;
}

/** Whether a channel that somebody else removed has text typed here. */
function wordsGoWith(base: Draft, mine: Draft, theirs: Draft): boolean {
  const gone = base.channelIds.filter(
    (id) => mine.channelIds.includes(id) && !theirs.channelIds.includes(id),
  );
  const changed = differing(base, mine);
  return gone.some((id) => changed.some((path) => path.startsWith(`variants.${id}.`)));
}

/** Their list, without what was removed here, and with what was added here. */
function mergeSets(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const kept = theirs.filter((item) => mine.includes(item) || !base.includes(item));
  return [...kept, ...mine.filter((item) => !base.includes(item) && !kept.includes(item))];
}
