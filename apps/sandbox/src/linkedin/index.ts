import { Router } from 'express';
import { decimalId, secret } from '../core/ids.js';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { urnOf } from './network.js';
import * as posts from './posts.js';
import * as social from './social.js';
import { LinkedIn } from './store.js';
import * as uploads from './uploads.js';
import { LINKEDIN_SETTINGS } from './settings.js';

type Action = (linkedin: LinkedIn, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const linkedin = new LinkedIn(sandboxState);
  const { network } = linkedin;
  const router = Router();
  const route = (operation: string, action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(linkedin, call));

  router.post('/rest/images', route('initializeUpload', uploads.initializeImage));
  router.post('/rest/videos', route('initializeUpload', uploads.videoAction));
  router.get('/rest/images/:urn', route('uploadStatus', uploads.readAsset));
  router.get('/rest/videos/:urn', route('uploadStatus', uploads.readAsset));
  router.put(
    '/dms-uploads/:key/:what/:part',
    openEndpoint(
      { sandboxState, network, operation: 'upload' },
      (call) => uploads.uploader(linkedin, call),
      (call) => uploads.receive(linkedin, call),
    ),
  );
  router.post('/rest/posts', route('posts', posts.createPost));
  router.get('/rest/posts', route('finder', posts.findPosts));
  router.get('/rest/posts/:urn', route('finder', posts.readPost));
  router.post('/rest/posts/:urn', route('posts', posts.updatePost));
  router.delete('/rest/posts/:urn', route('delete', posts.deletePost));
  router.post('/rest/socialActions/:urn/comments', route('comments', social.createComment));
  router.get('/rest/socialActions/:urn/comments', route('finder', social.listComments));
  router.get('/rest/organizations/:id', route('account', social.readOrganisation));
  router.get('/rest/organizationAcls', route('account', social.listRoles));
  router.post(
    '/oauth/v2/accessToken',
    openEndpoint({ sandboxState, network, operation: 'token' }, byRefreshToken(sandboxState), (call) =>
      call.params.get('grant_type') === 'authorization_code'
        ? redeem(sandboxState, call)
        : refresh(sandboxState, call),
    ),
  );
  return router;
}

const byRefreshToken = (sandboxState: SandboxState) => (call: Call) =>
  sandboxState.accounts.list('linkedin').find((a) => a.refreshToken === call.params.get('refresh_token')) ??
  null;

/** A code gives a token; only approved partners get a refresh token beside it. */
function redeem(sandboxState: SandboxState, call: Call): Reply {
  const [page] = sandboxState.consents.redeem('linkedin', call.params, call.arrivedAt)?.accounts ?? [];
  if (!page) {
    const error = {
      error: 'invalid_request',
      error_description: 'Unable to retrieve access token: authorization code not found',
    };
    return { status: 400, body: error };
  }
  const body = { access_token: page.token, expires_in: 5_184_000, token_type: 'Bearer' };
  return { status: 200, body };
}

/** Programmatic refresh: a new access token and the same refresh token, whose validity is not extended. */
function refresh(sandboxState: SandboxState, call: Call): Reply {
  const { account } = call;
  if (call.params.get('grant_type') !== 'refresh_token' || !account || account.tokenState === 'revoked') {
    const error = {
      error: 'invalid_grant',
      error_description: 'The provided authorization grant or refresh token is invalid, expired or revoked',
    };
    return { status: 400, body: error };
  }
  sandboxState.accounts.patch(account, { token: secret('AQ'), tokenState: 'ok' });
  const consentS = Number(account.options['consentSeconds'] ?? 30_000_000);
  const body = {
    access_token: account.token,
    // No token is valid for longer than the consent.
    expires_in: Math.min(5_184_000, consentS),
    refresh_token: account.refreshToken,
    refresh_token_expires_in: consentS,
    token_type: 'Bearer',
  };
  return { status: 200, body };
}

/** LinkedIn's versioned APIs for organisation pages, under `/linkedin/rest`. */
export const linkedin: SandboxPlatform = {
  router,
  calls: {
    all: ['initializeUpload', 'upload', 'uploadStatus', 'posts', 'finder', 'comments', 'account', 'delete'],
    met: ['initializeUpload', 'upload', 'posts', 'comments'],
    visible: 'posts',
    readBack: 'finder',
    account: 'account',
  },
  // Organisation numbers are short and sent as JSON numbers; other ids are not.
  newAccountId: () => `9${decimalId('').slice(-7)}`,
  remoteIdOf: urnOf,
  elsewhere: {
    '/dms-uploads': 'https://www.linkedin.com/dms-uploads',
    '/oauth': 'https://www.linkedin.com/oauth',
  },
  consent: { path: '/oauth/v2/authorization', several: false },
  tokenPrefix: 'AQ',
  rotates: false,
  countsApplication: true,
  settings: LINKEDIN_SETTINGS,
  past: ({ digits }) => {
    const id = `urn:li:share:7${digits(18)}`;
    const details = { said: id, visibility: 'PUBLIC' };
    return { id, url: `https://www.linkedin.com/feed/update/${id}/`, details };
  },
  errorShapes: (code, text) => [{ message: text, status: 500, serviceErrorCode: 1, code }],
  mark: 'in',
};
