/** 5 MiB: at least TikTok's minimum, whether a megabyte is 1,000,000 or 1,048,576 bytes. */
const SMALLEST = 5 * 1_024 * 1_024;
const MOST_CHUNKS = 1_000;

export interface ChunkPlan {
  chunkSize: number;
  count: number;
}

/**
 * Cuts a file so that `total_chunk_count = floor(size / chunk_size)`; the last chunk has the remainder too. Chunks
 * are as small as allowed, so that the last one, which publishes, is quick. Source: TikTok media transfer guide.
 */
export function chunkPlan(size: number): ChunkPlan {
  const count = Math.min(MOST_CHUNKS, Math.max(1, Math.floor(size / SMALLEST)));
  return { chunkSize: Math.floor(size / count), count };
}

/** Bytes `[start, end)` of a chunk. */
export function chunkRange(
  size: number,
  { chunkSize, count }: ChunkPlan,
  index: number,
): { start: number; end: number } {
  const start = index * chunkSize;
  return { start, end: index === count - 1 ? size : start + chunkSize };
}
