/** Supported file types with their extensions. */
export const EXTENSIONS = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/heic': ['heic', 'heif'],
  'video/mp4': ['mp4'],
  'video/quicktime': ['mov', 'qt'],
  'video/x-m4v': ['m4v'],
} as const satisfies Record<string, readonly string[]>;
export type MediaType = keyof typeof EXTENSIONS;

/**
 * Value for a file field's `accept`: the types, and extensions for browsers that do not know the types of phones;
 * one type has a second name.
 */
export const ACCEPTED_FILES = [
  ...Object.keys(EXTENSIONS),
  'image/heif',
  ...Object.values(EXTENSIONS).flatMap((endings) => endings.map((ending) => `.${ending}`)),
].join(',');
