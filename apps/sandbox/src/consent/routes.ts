import { type Request, type Response, Router } from 'express';
import type { Platform } from '#rules/platforms';
import type { SandboxState } from '../core/sandbox-state.js';
import { consentPage } from './page.js';

/** What the page was asked; the networks name the application differently. */
function askedOf(req: Request) {
  const query = new URL(req.originalUrl, 'http://sandbox').searchParams;
  const redirect = query.get('redirect_uri') ?? '';
  return {
    application: query.get('client_id') ?? query.get('client_key') ?? '',
    redirectUri: /^https?:\/\//u.test(redirect) && URL.canParse(redirect) ? redirect : null,
    state: query.get('state') ?? '',
    scopes: (query.get('scope') ?? '').split(/[\s,]+/u).filter(Boolean),
    challenge: query.get('code_challenge') ?? '',
  };
}

/** The consent page of a network, and what a person answers on it; nothing where the network has none. */
export function consentRouter(sandboxState: SandboxState, platform: Platform): Router {
  const router = Router();
  const flavour = sandboxState.platforms[platform].consent;
  if (!flavour) return router;

  router.get(flavour.path, (req, res) => {
    const asked = askedOf(req);
    if (!asked.redirectUri || !asked.application) return void res.status(400).send('redirect_uri, client_id');
    const language = req.acceptsLanguages(['en', 'fr']) === 'fr' ? 'fr' : 'en';
    const accounts = sandboxState.accounts.list(platform);
    res
      .type('html')
      .set('cache-control', 'no-store')
      .send(consentPage(platform, flavour, asked, accounts, language));
  });

  router.post(flavour.path, (req: Request, res: Response) => {
    const { redirectUri, application, state, challenge, scopes } = askedOf(req);
    if (!redirectUri) return void res.status(400).send('redirect_uri');
    const form = new URLSearchParams(Buffer.isBuffer(req.body) ? req.body.toString() : '');
    const accounts = form.getAll('account');
    const back = new URL(redirectUri);
    back.searchParams.set('state', state);
    if (form.get('answer') !== 'allow' || accounts.length === 0) {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The person refused.');
    } else {
      const code = sandboxState.consents.issue({
        platform,
        accounts,
        scopes: flavour.partial ? form.getAll('scope') : scopes,
        clientId: application,
        redirectUri,
        challenge,
        at: sandboxState.clock.now(),
      });
      back.searchParams.set('code', code);
    }
    res.redirect(303, `${back.href}${flavour.suffix ?? ''}`);
  });
  return router;
}
