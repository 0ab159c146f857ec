import { EncodedPacketSink, FilePathSource, Input, type InputTrack, MP4, QTFF } from 'mediabunny';
import type { OpenedVideo } from '../../opening/tasks.js';
import { startsFast } from './box-order.js';
import { holdsLocation } from './location.js';

/** Frames that are enough to compute the frame rate. */
const FRAMES = 500;

/** Opens a local video for reading, and always closes it. */
export async function withVideo<T>(file: string, read: (input: Input) => Promise<T>): Promise<T> {
  const input = new Input({ source: new FilePathSource(file), formats: [MP4, QTFF] });
  try {
    return await read(input);
  } finally {
    input.dispose();
  }
}

/**
 * Size as displayed, duration and encoding of a video, from its headers.
 * @throws Error when the file has no video
 */
export async function readVideo(file: string): Promise<OpenedVideo> {
  const [fastStart, located] = [await startsFast(file), await holdsLocation(file)];
  return withVideo(file, async (input) => {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('no video track');
    const audio = await input.getPrimaryAudioTrack();
    for (const part of audio ? [track, audio] : [track]) await requireLast(part);
    const { averagePacketRate } = await track.computePacketStats(FRAMES);
    return {
      width: track.displayWidth,
      height: track.displayHeight,
      durationMs: Math.round((await input.computeDuration()) * 1000),
      video: {
        codec: await codecOf(track),
        audioCodec: audio && (await codecOf(audio)),
        frameRate: Math.round(averagePacketRate * 1000) / 1000,
        fastStart,
        located,
      },
    };
  });
}

const codecOf = async (track: InputTrack): Promise<string> => (await track.getCodec()) ?? 'other';

/** Checks that a track's last packet is there, so that the video is complete. @throws Error when it is not */
async function requireLast(track: InputTrack): Promise<void> {
  const last = await new EncodedPacketSink(track).getPacket(Infinity);
  if (!last || last.data.byteLength === 0) throw new Error('the end is missing');
}
