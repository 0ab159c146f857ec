import { z } from 'zod';
import { asNobody, pageOf } from '../kit/consent-page.js';
import type { Consent, ConsentedAccount, ConsentIo } from '../kit/consent.js';
import type { Credential } from '../kit/adapter.js';
import { elsewhere } from '../kit/elsewhere.js';
import { granted } from '../kit/granted.js';
import { API, askToken } from './oauth.js';
import { rest } from './rest.js';
import { organizationAnswer, urn } from './schemas.js';

/** Rights of the product "Community Management API". Consent is all or nothing. Source: LinkedIn, authorization code flow. */
const SCOPES = ['w_organization_social', 'r_organization_social', 'rw_organization_admin'];

/** Roles that may post for a page. Source: LinkedIn, organisation access control. */
const ROLES = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR'];

const aclsAnswer = z.object({
  elements: z.array(
    z.object({
      organization: urn.optional().catch(undefined),
      organizationTarget: urn.optional().catch(undefined),
      state: z.string().catch('APPROVED'),
    }),
  ),
  paging: z
    .object({ total: z.number().int().min(0) })
    .optional()
    .catch(undefined),
});

const PAGE = 100;
/** Most pages of the list of pages that are read. */
const MOST = 20;

/** The pages that a member may post for, all with the member's own token. */
export const consent: Consent = {
  scopes: SCOPES,

  page: (settings, ask) =>
    pageOf(elsewhere(settings, API, 'https://www.linkedin.com/oauth/v2/authorization'), {
      response_type: 'code',
      client_id: ask.clientId,
      redirect_uri: ask.redirectUri,
      state: ask.state,
      scope: SCOPES.join(' '),
    }),

  async exchange(io, app, { code, redirectUri }) {
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    const { data, response } = await askToken(io, app, form);
    return granted(response, { ...data, refreshLifetime: data.refresh_token_expires_in });
  },

  async accounts(io, credential) {
    const found = new Set<string>();
    for (const role of ROLES) for (const page of await pagesWith(io, credential, role)) found.add(page);
    const accounts: ConsentedAccount[] = [];
    // One after the other: an application in development has five hundred calls a day.
    for (const remoteId of found) accounts.push(await account(io, credential, remoteId));
    return accounts;
  },
};

async function pagesWith(io: ConsentIo, credential: Credential, role: string): Promise<string[]> {
  const pages: string[] = [];
  for (let n = 0; n < MOST; n++) {
    const { data } = await rest(asNobody(io, credential), {
      method: 'GET',
      path: `/organizationAcls?q=roleAssignee&role=${role}&state=APPROVED&start=${n * PAGE}&count=${PAGE}`,
      schema: aclsAnswer,
      list: true,
    });
    for (const { organization, organizationTarget, state } of data.elements) {
      const page = organization ?? organizationTarget;
      if (page && state === 'APPROVED') pages.push(page);
    }
    if (data.elements.length < PAGE) break;
  }
  return pages;
}

async function account(io: ConsentIo, credential: Credential, remoteId: string): Promise<ConsentedAccount> {
  const id = remoteId.replace(/^urn:li:\w+:/u, '');
  const { data } = await rest(asNobody(io, credential), {
    method: 'GET',
    path: `/organizations/${encodeURIComponent(id)}`,
    schema: organizationAnswer,
  });
  const { localizedName: name, vanityName } = data;
  return { remoteId, name, handle: vanityName ?? name, picture: null, credential };
}
