import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#lib/database';
import { Answers } from '#lib/kernel';
import { Access, Who } from './access/access.decorator.js';
import { covers, type Principal, strongestRole } from './access/principal.js';
import { me, type Role } from './identity.schemas.js';

/** What each role may do somewhere; the row decides where. */
const PERMISSIONS: [string, Role][] = [
  ['post.read', 'viewer'],
  ['post.write', 'editor'],
  ['media.write', 'editor'],
  ['post.approve', 'manager'],
  ['audit.read', 'manager'],
  ['channel.manage', 'admin'],
  ['brand.manage', 'admin'],
  ['member.manage', 'admin'],
  ['organisation.manage', 'admin'],
];

@ApiTags('people')
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly database: Database) {}

  @Get()
  @Access('viewer')
  @Answers(me)
  async get(@Who() who: Principal) {
    const role = strongestRole(who);
    const [organisation] = await this.database.read(who.organisationId, (tx) =>
      tx.query<object[]>(
        `SELECT id, name, time_zone AS "timeZone", require_other_approver AS "requireOtherApprover",
                late_limit_minutes AS "lateLimitMinutes" FROM organisation`,
      ),
    );
    return {
      user: { id: who.userId, name: who.userName, email: who.email },
      organisation,
      role,
      grants: who.grants.map(({ establishmentId, role: held }) => ({ establishmentId, role: held })),
      permissions: [
        ...PERMISSIONS.filter(([, needed]) => covers(role, needed)).map(([permission]) => permission),
        ...(who.grants.some((grant) => grant.root && grant.role === 'admin') ? ['health.read'] : []),
      ],
    };
  }
}
