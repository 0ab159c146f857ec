import type { AccountLimits, Capabilities, TextRule } from './capabilities.js';

/** Capabilities as they are for the accounts of one server. */
export function limitedBy(rules: Capabilities, limits: AccountLimits): Capabilities {
  const text = (rule: TextRule): TextRule => ({
    ...rule,
    max: limits.textMax ?? rule.max,
    ...(limits.linkLength === undefined ? {} : { linkLength: limits.linkLength }),
  });
  const { types, gallery, video, firstComment, altTextMax } = rules;
  return {
    ...rules,
    types: limits.mediaRequired ? types.filter((type) => type !== 'text') : types,
    text: text(rules.text),
    firstComment: firstComment && text(firstComment),
    gallery: gallery && { ...gallery, max: limits.galleryMax ?? gallery.max },
    video: video && { ...video, maxBytes: limits.videoBytes ?? video.maxBytes },
    altTextMax: altTextMax === null ? null : (limits.altTextMax ?? altTextMax),
  };
}
