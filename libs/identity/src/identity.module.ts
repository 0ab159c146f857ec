import { type DynamicModule, Global, Module, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CONFIG, type Config, Vault } from '#lib/kernel';
import { ActingFor } from './access/acting-for.js';
import { Authenticator } from './access/authenticator.js';
import { CallerCache } from './access/caller-cache.js';
import { PrincipalGuard } from './access/principal.guard.js';
import { PrincipalRepository } from './access/principal.repository.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditReader } from './audit/audit-reader.js';
import { AuditService } from './audit/audit.service.js';
import { AccountsService } from './auth/accounts.service.js';
import { AuthHttp } from './auth/auth-http.js';
import { AUTH, type Auth, createAuth } from './auth/auth.js';
import { IdentityEntities } from './identity.entities.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { AcceptanceService } from './invitations/acceptance.service.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { DeliverInvitation } from './invitations/deliver-invitation.js';
import { InvitationViews } from './invitations/invitation-views.js';
import { Invite } from './invitations/invite.js';
import { ListInvitations } from './invitations/list-invitations.js';
import { RevokeInvitation } from './invitations/revoke-invitation.js';
import { SendInvitationAgain } from './invitations/send-invitation-again.js';
import { ApiRates } from './limits/api-rates.js';
import { Attempts } from './limits/attempts.js';
import { Challenges } from './links/challenges.js';
import { MemberRecord } from './members/member-record.js';
import { MembersController } from './members/members.controller.js';
import { MembersService } from './members/members.service.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeysService } from './passkeys/passkeys.service.js';
import { PasswordResetsController } from './passwords/password-resets.controller.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { MeController } from './people/me.controller.js';
import { ProfileService } from './people/profile.service.js';
import { SecurityController } from './security/security.controller.js';
import { SecurityLog } from './security/security-log.js';
import { SessionsService } from './sessions/sessions.service.js';
import { TwoFactorController } from './two-factor/two-factor.controller.js';
import { TwoFactorService } from './two-factor/two-factor.service.js';

const CONTROLLERS = [
  MeController,
  TwoFactorController,
  PasskeysController,
  PasswordResetsController,
  MembersController,
  InvitationsController,
  SecurityController,
  AuditController,
  ApiKeysController,
];

const SERVICES = [
  PrincipalRepository,
  ActingFor,
  Authenticator,
  SessionsService,
  Attempts,
  ApiRates,
  AuthHttp,
  Challenges,
  ApiKeysService,
  PasswordsService,
  TwoFactorService,
  PasskeysService,
  ProfileService,
  MembersService,
  MemberRecord,
  InvitationViews,
  ListInvitations,
  Invite,
  SendInvitationAgain,
  RevokeInvitation,
  DeliverInvitation,
  AcceptanceService,
];

/** People: authentication, permissions and history. */
@Global()
@Module({})
export class IdentityModule implements OnApplicationShutdown {
  constructor(@Inject(AUTH) private readonly auth: Auth) {}

  /** With routes and guard for the API; without them for processes that only write history. */
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: IdentityModule,
      imports: [IdentityEntities],
      controllers: http ? CONTROLLERS : [],
      providers: [
        {
          provide: AUTH,
          inject: [CONFIG, Vault, CallerCache],
          useFactory: (config: Config, vault: Vault, cache: CallerCache) =>
            createAuth(config, vault, () => cache.forget()),
        },
        CallerCache,
        AccountsService,
        AuditReader,
        AuditService,
        SecurityLog,
        ...(http
          ? [
              ...SERVICES,
              { provide: APP_GUARD, useClass: PrincipalGuard },
              { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
            ]
          : []),
      ],
      exports: [
        AUTH,
        AccountsService,
        AuditService,
        ...(http ? [ActingFor, ApiRates, AuthHttp, Authenticator, CallerCache, SessionsService] : []),
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.auth.pool.end();
  }
}
