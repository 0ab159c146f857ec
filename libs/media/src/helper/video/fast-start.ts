import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { open } from 'node:fs/promises';
import { TaskFailed } from '../../opening/tasks.js';
import { withoutTimes } from './without-times.js';
import { copyDisplay, displayOf } from './display.js';
import { withVideo } from './read-video.js';

/** A track being copied: its next packet, and its writer. */
interface Lane {
  next: EncodedPacket | null;
  move(): Promise<void>;
}

/**
 * Rewrites a video with its index first. Pictures and sound are copied, not encoded again; all else (place, camera,
 * titles) is dropped. The same file gives the same bytes. Streams: the index and a few packets are in memory, never
 * the file.
 * @throws Failed `unusable`
 */
export async function writeFastStart(source: string, target: string): Promise<void> {
  await withVideo(source, async (input) => {
    const tracks = await tracksOf(input);
    let index: { data: Buffer; position: number } | null = null;
    const format = new Mp4OutputFormat({
      fastStart: 'reserve',
      onMoov: (data, position) => (index = { data: Buffer.from(data), position }),
    });
    const output = new Output({ format, target: new FilePathTarget(target) });
    const lanes = tracks.map((openOn) => openOn(output));
    try {
      await output.start();
      await inOrder(await Promise.all(lanes.map((open) => open())));
      await output.finalize();
    } catch (error) {
      await output.cancel();
      throw error;
    }
    await settle(source, target, index);
  });
}

/** Adds a track to an output; the result opens the track's copy once the output has started. */
type Track = (output: Output) => () => Promise<Lane>;

async function tracksOf(input: Input): Promise<Track[]> {
  if (!(await input.canRead())) throw new TaskFailed('unusable', 'no video at all');
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  if (!video) throw new TaskFailed('unusable', 'no video track');
  return [await videoTrack(video), ...(audio ? [await audioTrack(audio)] : [])];
}

async function videoTrack(track: InputVideoTrack): Promise<Track> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw new TaskFailed('unusable', 'unknown video codec');
  const rotation = await track.getRotation();
  const { packetCount: maximumPacketCount } = await track.computePacketStats();
  return (output) => {
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source, { rotation, maximumPacketCount });
    return () => laneOf(track, (packet, first) => source.add(packet, first ? { decoderConfig } : undefined));
  };
}

async function audioTrack(track: InputAudioTrack): Promise<Track> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw new TaskFailed('unusable', 'unknown audio codec');
  const { packetCount: maximumPacketCount } = await track.computePacketStats();
  return (output) => {
    const source = new EncodedAudioPacketSource(codec);
    output.addAudioTrack(source, { maximumPacketCount });
    return () => laneOf(track, (packet, first) => source.add(packet, first ? { decoderConfig } : undefined));
  };
}

/** Copies the packet with the earliest time next, so that a player never waits for the other track. */
async function inOrder(lanes: Lane[]): Promise<void> {
  for (;;) {
    const [first] = lanes
      .filter(({ next }) => next)
      .sort((a, b) => (a.next?.timestamp ?? 0) - (b.next?.timestamp ?? 0));
    if (!first) return;
    await first.move();
  }
}

async function laneOf(
  track: InputVideoTrack | InputAudioTrack,
  add: (packet: EncodedPacket, first: boolean) => Promise<void>,
): Promise<Lane> {
  const packets = new EncodedPacketSink(track).packets();
  const pull = async (): Promise<EncodedPacket | null> => (await packets.next()).value ?? null;
  let first = true;
  const lane: Lane = {
    next: await pull(),
    async move() {
      if (!lane.next) return;
      await add(lane.next, first);
      first = false;
      lane.next = await pull();
    },
  };
  return lane;
}

/** Corrects what the library writes by itself: removes times, and restores the display, mirroring included. */
async function settle(
  source: string,
  target: string,
  index: { data: Buffer; position: number } | null,
): Promise<void> {
  if (!index) throw new Error('The rewritten video has no index');
  const data = copyDisplay(await displayOf(source), withoutTimes(index.data));
  const handle = await open(target, 'r+');
  try {
    await handle.write(data, 0, data.length, index.position);
  } finally {
    await handle.close();
  }
}
