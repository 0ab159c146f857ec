import { z } from 'zod';
import { Database, statement, type Tx } from '#lib/database';
import { AccountsService, AuditService, Member, readablePassword, role } from '#lib/identity';
import { newId } from '#lib/kernel';
import { Establishment, Organisation, requireTimeZone } from '#lib/organisation';
import { CommandError } from '../command-error.js';
import { withInstallation } from '../installation/installation.js';
import { say } from '../say.js';
import { withServer } from '../server-context.js';

const input = z.object({
  email: z.email('--email must be an e-mail address'),
  name: z.string('--name is missing').trim().min(1, '--name is empty').max(120),
  organisation: z.string('--organisation is missing').trim().min(1, '--organisation is empty').max(120),
  role: role.default('admin'),
  'time-zone': z.string().default('Europe/Paris'),
});
type Input = z.output<typeof input>;

/**
 * Gives a person a role over a whole organisation, which is created when new: the first account of an empty
 * installation. The password of a new account is printed once and not stored.
 */
export async function userAddCommand(env: NodeJS.ProcessEnv, values: object): Promise<number> {
  const parsed = input.safeParse(values);
  if (!parsed.success) throw new CommandError(parsed.error.issues.map((issue) => issue.message).join('\n'));
  const wanted = parsed.data;
  requireTimeZone(wanted['time-zone']);
  return withInstallation(env, ({ env: settings }) =>
    withServer(settings, async (app) => {
      const accounts = app.get(AccountsService, { strict: false });
      const known = await accounts.findByEmail(wanted.email);
      const password = known ? null : readablePassword();
      const account = known ?? (await accounts.create(wanted.email, wanted.name, password as string, true));
      const made = await app.get(Database, { strict: false }).system(async (tx) => {
        const home = await rootOf(tx, wanted);
        const { organisationId } = home;
        const id = newId();
        await tx
          .createQueryBuilder()
          .insert()
          .into(Member)
          .values({ organisationId, id, userId: account.id, establishmentId: home.id, role: wanted.role })
          .orUpdate(['role'], ['organisation_id', 'user_id', 'establishment_id'])
          .execute();
        const who = {
          organisationId,
          userId: account.id,
          userName: account.name,
          email: account.email,
          apiKey: null,
        };
        await app.get(AuditService, { strict: false }).record(tx, who, 'member.added', id, {
          email: account.email,
          role: wanted.role,
          by: 'lineup user add',
        });
        return home.made;
      });
      say(
        `${account.name} <${account.email}> is ${wanted.role} of ${wanted.organisation}${made ? ' (new)' : ''}.`,
      );
      say(password ? `Password, shown only now: ${password}` : 'The account existed: its password stays.');
      if (password) say('It must be changed at the first sign-in.');
      return 0;
    }),
  );
}

const ROOT = statement<{ name: string }, { organisationId: string; id: string }>(`
  SELECT o.id AS "organisationId", e.id
  FROM organisation o
  JOIN establishment e
    ON e.organisation_id = o.id
    AND e.parent_id IS NULL
  WHERE o.name = :name`);

/** The root establishment of the organisation with this name; both are created when missing. */
async function rootOf(tx: Tx, wanted: Input): Promise<{ organisationId: string; id: string; made: boolean }> {
  const found = await ROOT.row(tx, { name: wanted.organisation });
  if (found) return { ...found, made: false };
  const [organisationId, id] = [newId(), newId()];
  const timeZone = wanted['time-zone'];
  await tx.insert(Organisation, { id: organisationId, name: wanted.organisation, timeZone });
  await tx.insert(Establishment, {
    organisationId,
    id,
    parentId: null,
    path: [id],
    name: wanted.organisation,
    timeZone,
  });
  return { organisationId, id, made: true };
}
