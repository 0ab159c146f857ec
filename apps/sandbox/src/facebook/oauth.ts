import { Refusal, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { secret } from '../core/ids.js';
import { graphError, graphErrorReply } from '../graph/errors.js';
import type { Facebook } from './store.js';

const SIXTY_DAYS_S = 5_184_000;

/**
 * `/oauth/access_token`: a code gives a person's token of an hour, which is exchanged for one of sixty days. The pages
 * that were agreed to are that person's from then on.
 */
export function token({ sandboxState }: Facebook, call: Call): Reply {
  const { params } = call;
  const granted = (told: string, seconds: number): Reply => ({
    status: 200,
    body: { access_token: told, token_type: 'bearer', expires_in: seconds },
  });
  if (params.get('grant_type') === 'fb_exchange_token') {
    const short = params.get('fb_exchange_token') ?? '';
    if (!sandboxState.accounts.byToken('facebook', short)) {
      throw graphError({ code: 190, message: 'Invalid OAuth access token.' });
    }
    return granted(short, SIXTY_DAYS_S);
  }
  const agreed = sandboxState.consents.redeem('facebook', params, call.arrivedAt);
  if (!agreed) {
    throw new Refusal(
      graphErrorReply({ code: 100, subcode: 36_009, message: 'This authorization code has been used.' }),
    );
  }
  const userToken = secret('EAAU');
  for (const page of agreed.accounts) {
    sandboxState.accounts.patch(page, { options: { userToken, scopes: agreed.scopes } });
  }
  return granted(userToken, 3_600);
}

/** `GET /me/permissions`: what the person agreed to, right by right. */
export function permissions(_facebook: Facebook, call: Admitted): Reply {
  const { scopes } = call.account.options;
  const data = (Array.isArray(scopes) ? scopes : []).map((permission: unknown) => ({
    permission,
    status: 'granted',
  }));
  return { status: 200, body: { data } };
}
