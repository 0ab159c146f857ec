import fc from 'fast-check';
import type { MediaRule } from './capabilities.js';
import { galleryFrame, imageRecipe } from './image-recipe.js';
import { capabilitiesOf } from './registry.js';
import type { MediaFacts } from './platform.js';

const RULE: MediaRule = { mimes: ['image/jpeg'], maxBytes: 8_000_000, ratio: { min: 0.8, max: 1.91 } };
const image = (over: Partial<MediaFacts> = {}): MediaFacts => ({
  id: 'm',
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 100,
  width: 4_000,
  height: 1_000,
  durationMs: null,
  sha256: '',
  altText: '',
  ...over,
});

describe('the recipe of an image', () => {
  it.each([
    ['the middle', undefined, 1_045],
    ['the left edge', { x: 0, y: 0.5 }, 0],
    ['the right edge', { x: 1, y: 0.5 }, 2_090],
    ['a face', { x: 0.4, y: 0.1 }, 645],
  ])('crops a panorama around %s', (_name, focus, left) => {
    expect(imageRecipe(RULE, image(focus ? { focus } : {})).crop).toEqual({
      left,
      top: 0,
      width: 1_910,
      height: 1_000,
    });
  });

  it('reduces what no network shows whole, and lets an animation be', () => {
    const phone = image({ width: 12_000, height: 9_000 });
    const free: MediaRule = { mimes: ['image/jpeg'], maxBytes: 8_000_000 };
    const { width, height } = imageRecipe(free, phone);
    expect(width * height).toBeLessThanOrEqual(40_000_000);
    expect(width / height).toBeCloseTo(4 / 3, 2);
    const animated = image({ mime: 'image/gif', frames: 5 });
    const mime = 'image/gif';
    const taken = { ...free, animations: { maxFrames: 250 } };
    expect(imageRecipe(taken, animated)).toEqual({
      mime,
      crop: null,
      width: 4_000,
      height: 1_000,
      maxBytes: 8_000_000,
    });
    const both = { ...free, mimes: ['image/jpeg', 'image/png'] };
    expect(imageRecipe(both, image({ mime })).mime).toBe('image/png');
    expect(imageRecipe(both, image({ mime: 'image/heic' })).mime).toBe('image/jpeg');
  });

  it('keeps what fits, turns PNG into JPEG where it must, and reduces to what is taken', () => {
    const square = image({ width: 1_000, height: 1_000, mime: 'image/png' });
    expect(imageRecipe(RULE, square)).toMatchObject({ mime: 'image/jpeg', crop: null, width: 1_000 });
    const both = { ...RULE, mimes: ['image/jpeg', 'image/png'], maxPixels: 250_000, width: { max: 400 } };
    expect(imageRecipe(both, square)).toMatchObject({ mime: 'image/png', width: 400, height: 400 });
    expect(imageRecipe(both, { ...square, bytes: 8_000_001 })).toMatchObject({ mime: 'image/jpeg' });
  });

  it('always gives a picture inside the original, with proportions the network takes', () => {
    const side = fc.integer({ min: 1, max: 12_000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(side, side, share, share, (width, height, x, y) => {
        const { crop } = imageRecipe(RULE, image({ width, height, focus: { x, y } }));
        if (!crop) return;
        expect(crop.left >= 0 && crop.left + crop.width <= width).toBe(true);
        expect(crop.top >= 0 && crop.top + crop.height <= height).toBe(true);
        if (Math.min(crop.width, crop.height) > 200) {
          expect(crop.width / crop.height).toBeGreaterThanOrEqual(0.795);
          expect(crop.width / crop.height).toBeLessThanOrEqual(1.915);
        }
      }),
    );
  });
});

describe('a gallery whose pictures must have one size', () => {
  const rules = {
    ...capabilitiesOf('instagram'),
    image: { mimes: ['image/jpeg'], maxBytes: 8_000_000, width: { max: 2_000 } },
    gallery: { min: 2, max: 5, mixed: false, oneSize: true },
  };
  const frameOf = (...media: MediaFacts[]) => galleryFrame(rules, { type: 'images', media });

  it('takes the proportions of the first and the width of the narrowest', () => {
    const [wide, square, tall] = [
      image({ width: 3_000, height: 2_000 }),
      image({ width: 900, height: 900 }),
      image({ width: 1_000, height: 3_000 }),
    ];
    const frame = frameOf(wide, square, tall);
    expect(frame).toEqual({ width: 900, height: 600 });
    expect(imageRecipe(rules.image, wide, frame)).toMatchObject({ crop: null, width: 900, height: 600 });
    expect(imageRecipe(rules.image, square, frame)).toMatchObject({
      crop: { left: 0, top: 150, width: 900, height: 600 },
      width: 900,
      height: 600,
    });
    expect(imageRecipe(rules.image, tall, frame)).toMatchObject({ width: 900, height: 600 });
  });

  it('is of no matter elsewhere', () => {
    expect(galleryFrame(rules, { type: 'image', media: [image()] })).toBeNull();
    const free = { ...rules, gallery: { min: 2, max: 5, mixed: false } };
    expect(galleryFrame(free, { type: 'images', media: [image(), image()] })).toBeNull();
  });

  it('always has all of one size, cut from within each', () => {
    const side = fc.integer({ min: 200, max: 6_000 });
    const picture = fc.record({ width: side, height: side }).map((size) => image(size));
    fc.assert(
      fc.property(fc.array(picture, { minLength: 2, maxLength: 5 }), (media) => {
        const frame = frameOf(...media);
        for (const medium of media) {
          const { width, height, crop } = imageRecipe(rules.image, medium, frame);
          expect({ width, height }).toEqual(frame);
          if (crop) {
            expect(crop.left + crop.width <= medium.width && crop.top + crop.height <= medium.height).toBe(
              true,
            );
          }
        }
      }),
    );
  });
});
