/** Every command, in the order in which an installation needs them. */
export const HELP = `Usage: npm run lineup -- <command> [options]

  start       Run everything on this machine: database, server, worker.
  migrate     Bring the database up to date. Safe to run again, and from several machines.
  user add    Add a person, and the first organisation.
                --email ADDRESS --name NAME --organisation NAME
                [--role admin|manager|editor|viewer] [--time-zone Europe/Paris]
  user link   A one-time link to a new password: --email ADDRESS
  seed        Fill in the demonstration: --demo [--sandbox http://127.0.0.1:3100]
  keys rotate Seal every stored credential with the present key, while everything runs.
  backup      Database, media and keys together, while everything runs: --to NEW-FOLDER
  restore     Put a backup into an empty home (and the empty database of DATABASE_URL): --from FOLDER
  recover     After the database went back to an earlier state by other means than a restored dump or copy:
                --from INSTANT of that state. Everything is searched for before it is sent.
  doctor      Check this installation and say what to do.
  help        This text.

Settings are environment variables: see README.md.`;
