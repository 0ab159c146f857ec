import { type DynamicModule, Global, Module, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CONFIG, type Config, Vault } from '#lib/kernel';
import { KnownCallers } from './access/known-callers.js';
import { PrincipalGuard } from './access/principal.guard.js';
import { PrincipalRepository } from './access/principal.repository.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditService } from './audit/audit.service.js';
import { AccountsService } from './auth/accounts.service.js';
import { AUTH, type Auth, createAuth } from './auth/auth.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { MeController } from './me.controller.js';
import { MembersController } from './members/members.controller.js';
import { MembersService } from './members/members.service.js';

/** People: who they are, what they may do where, what they did. */
@Global()
@Module({})
export class IdentityModule implements OnApplicationShutdown {
  constructor(@Inject(AUTH) private readonly auth: Auth) {}

  /** With routes and guard for the API; without, for processes that only record what was done. */
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: IdentityModule,
      controllers: http ? [MeController, MembersController, AuditController, ApiKeysController] : [],
      providers: [
        {
          provide: AUTH,
          inject: [CONFIG, Vault, KnownCallers],
          useFactory: (config: Config, vault: Vault, known: KnownCallers) =>
            createAuth(config, vault, () => known.forget()),
        },
        KnownCallers,
        AccountsService,
        AuditService,
        ApiKeysService,
        MembersService,
        PrincipalRepository,
        ...(http
          ? [
              { provide: APP_GUARD, useClass: PrincipalGuard },
              { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
            ]
          : []),
      ],
      exports: [AUTH, AccountsService, AuditService],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.auth.pool.end();
  }
}
