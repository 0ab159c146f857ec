import { createHmac } from 'node:crypto';
import { PlatformError } from '../kit/platform-error.js';
import { signedHeaders } from './signature.js';

const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atS: 1_614_265_330, body: '{"test": 2432232314}' };

describe('the signature of a request', () => {
  it('is the one of Standard Webhooks’ own example', () => {
    expect(signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', message)).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is made with the bytes of the longest secret, and with those of the text', () => {
    const key = Buffer.alloc(64, 'é');
    const expected = createHmac('sha256', key).update('a.1.« é »').digest('base64');
    const headers = signedHeaders(`whsec_${key.toString('base64')}`, { id: 'a', atS: 1, body: '« é »' });
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it.each([
    '',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    'whsec_not-a-secret-of-anyone-but-long-enough',
  ])('%j is no secret, and is not repeated', (secret) => {
    const made = (): unknown => signedHeaders(secret, message);
    expect(made).toThrow(PlatformError);
    expect(made).toThrow(
      /secret_malformed: this is no signing secret: it is whsec_ and 24 to 64 bytes in base64$/u,
    );
  });
});
