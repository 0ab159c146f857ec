import { capabilitiesOf } from './registry.js';

describe('the limits of an account’s own server', () => {
  it('take the place of the network’s, and leave the others', () => {
    const own = capabilitiesOf('threads');
    const rules = capabilitiesOf('threads', { textMax: 5_000, linkLength: 23, galleryMax: 8, videoBytes: 7 });
    expect(rules.text).toEqual({ ...own.text, max: 5_000, linkLength: 23 });
    expect(rules.firstComment).toEqual({ ...own.firstComment, max: 5_000, linkLength: 23 });
    expect(rules.gallery).toEqual({ ...own.gallery, max: 8 });
    expect(rules.video).toEqual({ ...own.video, maxBytes: 7 });
    expect(rules.altTextMax).toBe(own.altTextMax);
    expect(capabilitiesOf('threads', { altTextMax: 3 }).altTextMax).toBe(3);
  });

  it('make nothing possible that the network does not have', () => {
    const rules = capabilitiesOf('tiktok', { altTextMax: 1_500, galleryMax: 4 });
    expect([rules.altTextMax, rules.firstComment]).toEqual([null, null]);
  });
});
