import { z } from 'zod';
import { AccountsService, PasswordsService } from '#lib/identity';
import { CommandError } from '../command-error.js';
import { withInstallation } from '../installation/installation.js';
import { say } from '../say.js';
import { withServer } from '../server-context.js';

const input = z.object({ email: z.email('--email must be an e-mail address') });

/** A one-time password link, for a person whom no administrator and no mail server can help. Printed once. */
export async function userLinkCommand(env: NodeJS.ProcessEnv, values: object): Promise<number> {
  const parsed = input.safeParse(values);
  if (!parsed.success) throw new CommandError(parsed.error.issues.map((issue) => issue.message).join('\n'));
  return withInstallation(env, ({ env: settings }) =>
    withServer(settings, async (app) => {
      const account = await app.get(AccountsService, { strict: false }).findByEmail(parsed.data.email);
      if (!account) throw new CommandError(`No account has the address ${parsed.data.email}.`);
      const { link } = await app.get(PasswordsService, { strict: false }).handOverTo(account.id);
      say(`A link to a new password for ${account.name}, good once, for 24 hours:`);
      say(link);
      return 0;
    }),
  );
}
