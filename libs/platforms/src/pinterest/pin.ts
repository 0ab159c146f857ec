import type { Step, StepIo } from '../kit/adapter.js';
import type { PlatformRequest } from '../kit/http.js';
import { jsonWithFiles } from '../kit/json-files.js';
import { joinedAltText } from '../rules/alt-text.js';
import { stringOption } from '../rules/check-options.js';
import { api } from './api.js';
import { placeOf } from './boards.js';
import { pinAnswer } from './schemas.js';
import { videoId } from './video.js';

/** Name of the step that makes the pin; its output has the pin's id. */
export const PIN = 'pin';
/** The picture that stands for a video: within it, in seconds as in milliseconds, and after a first black frame. */
const COVER_AT = 1;
/** Pictures are sent with the call: a carousel of five, at a slow line. The engine ends it before its lease does. */
const TIMEOUT_MS = 60_000;

/** Everything about a pin but its media. */
export interface PinWords {
  title: string;
  description: string;
  link: string;
  altText: string;
}

export const wordsOf = ({ text, link, media, options }: StepIo['content']): PinWords => ({
  title: stringOption(options, 'title') ?? '',
  description: text,
  link: link ?? '',
  altText: joinedAltText(media),
});

/** The one visible call: it is answered once the pin is there. Source: Pinterest API v5, create Pin. */
export const pinStep: Step = {
  name: PIN,
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async (io) => {
    const { data } = await api(io, {
      method: 'POST',
      path: '/pins',
      body: bodyOf(io),
      schema: pinAnswer,
      visible: true,
      timeoutMs: TIMEOUT_MS,
    });
    return { state: 'done', output: { id: data.id } };
  },
};

/**
 * A picture goes with the call rather than by an address: pictures are private until they are published, and
 * Pinterest would fetch it within the call.
 */
function bodyOf(io: StepIo): NonNullable<PlatformRequest['body']> {
  const { type, media, link } = io.content;
  const pin = pinOf(io);
  if (type === 'video') {
    const source = {
      source_type: 'video_id',
      media_id: videoId(io),
      cover_image_key_frame_time: COVER_AT,
    };
    return { json: { ...pin, media_source: source } };
  }
  const files = media.map(({ id, bytes }) => ({ stream: () => io.media.stream(id), bytes }));
  return jsonWithFiles(files, (data) => {
    const pictures = media.map(({ mime }, index) => ({ content_type: mime, data: data[index] }));
    const source =
      type === 'images'
        ? {
            source_type: 'multiple_image_base64',
            items: pictures.map((picture) => ({ ...(link && { link }), ...picture })),
          }
        : { source_type: 'image_base64', ...pictures[0] };
    return { ...pin, media_source: source };
  });
}

function pinOf(io: StepIo): Record<string, string> {
  const { board, section } = placeOf(io);
  const { title, description, link, altText } = wordsOf(io.content);
  return {
    board_id: board,
    ...(section && { board_section_id: section }),
    ...(title && { title }),
    ...(description && { description }),
    ...(link && { link }),
    ...(altText && { alt_text: altText }),
  };
}
