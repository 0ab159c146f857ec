import { adapterOf, adapters, platformSettings } from './registry.js';
import { capabilitiesOf, PLATFORMS } from './rules/index.js';

describe('registry', () => {
  it('has every network, under its own name', () => {
    expect([...adapters.keys()]).toEqual([...PLATFORMS]);
    for (const platform of PLATFORMS) {
      expect(adapterOf(platform).platform).toBe(platform);
      expect(capabilitiesOf(platform).platform).toBe(platform);
      expect(adapterOf(platform).comment !== undefined).toBe(capabilitiesOf(platform).firstComment !== null);
    }
  });

  it('reads origins and versions, the real networks by default', () => {
    const settings = platformSettings({
      facebook: { origin: 'http://localhost:4000/facebook/' },
      linkedin: { version: '202610' },
      tiktok: {},
    });
    expect(settings).toMatchObject({
      facebook: { origin: 'http://localhost:4000/facebook', version: 'v25.0' },
      instagram: { origin: 'https://graph.instagram.com', version: 'v25.0' },
      linkedin: { origin: 'https://api.linkedin.com', version: '202610' },
      tiktok: { origin: 'https://open.tiktokapis.com', version: 'v2' },
    });
  });
});
