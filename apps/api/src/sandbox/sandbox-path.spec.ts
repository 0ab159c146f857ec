import { sandboxRequest } from './sandbox-path.js';

describe('what of the sandbox is served', () => {
  it.each([
    ['GET', '/sandbox', false],
    ['GET', '/sandbox/', false],
    ['GET', '/sandbox/page.js', false],
    ['GET', '/sandbox/media/01ab-c.mp4', false],
    ['HEAD', '/sandbox/avatar/42', false],
    ['GET', '/sandbox/api/feed?platform=facebook&since=2026-01-01T00:00:00Z', false],
    ['GET', '/sandbox/api/accounts', true],
    ['PATCH', '/sandbox/api/accounts/facebook/1', true],
    ['POST', '/sandbox/api/faults', true],
    ['POST', '/sandbox/api/feed', true],
  ] as const)('%s %s', (method, target, control) => {
    expect(sandboxRequest(method, target)).toEqual({ path: target, control });
  });

  it.each([
    'http://169.254.169.254/sandbox/api/feed',
    '//evil.example/sandbox',
    '/sandbox/../facebook/v25.0/me',
    '/sandbox/api/../../facebook',
    '/sandbox/%2e%2e/facebook',
    '/sandbox/api/%2e%2e/x',
    '/sandbox/..%2ffacebook',
    '/sandbox\\..\\facebook',
    '/sandbox/api//x',
    '/sandbox//evil.example/',
    '/sandbox@evil.example/',
    '/sandboxes',
    '/facebook/v25.0/me',
    '/sandbox/api/feed#x',
    '/sandbox/api/feed?a\r\nHost: evil',
    '/sandbox/api/feed?\u0000',
    '/sandbox/media/..',
    '*',
    '',
  ])('not %s', (target) => expect(sandboxRequest('GET', target)).toBeNull());

  it('nothing but reading outside of its control API', () => {
    expect(sandboxRequest('POST', '/sandbox/media/1')).toBeNull();
    expect(sandboxRequest('DELETE', '/sandbox')).toBeNull();
  });
});
