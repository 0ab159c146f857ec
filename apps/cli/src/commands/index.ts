import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from '../command-error.js';
import { say } from '../say.js';
import { HELP } from './help.js';

type Values = Record<string, string | boolean | undefined>;

interface Command {
  options?: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code; null when the process keeps running */
  run(values: Values): Promise<number | null>;
}

/** Each command loads only what it needs, because `start` must stay small while Lineup runs. */
const COMMANDS: Record<string, Command> = {
  start: {
    run: async () => {
      await (await import('../start/start.js')).start(process.env);
      return null;
    },
  },
  migrate: { run: async () => (await import('./migrate.js')).migrateCommand(process.env) },
  seed: {
    options: { demo: { type: 'boolean' }, again: { type: 'boolean' }, sandbox: { type: 'string' } },
    run: async (values) => (await import('./seed.js')).seedCommand(process.env, values),
  },
  doctor: { run: async () => (await import('../doctor/doctor.js')).doctorCommand(process.env) },
  'user add': {
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'admin' },
      organisation: { type: 'string' },
      'time-zone': { type: 'string' },
    },
    run: async (values) => (await import('./user-add.js')).userAddCommand(process.env, values),
  },
  'user link': {
    options: { email: { type: 'string' } },
    run: async (values) => (await import('./user-link.js')).userLinkCommand(process.env, values),
  },
  'keys rotate': { run: async () => (await import('./keys-rotate.js')).keysRotateCommand(process.env) },
  backup: {
    options: { to: { type: 'string' } },
    run: async (values) => (await import('../backup/backup.js')).backupCommand(process.env, values),
  },
  restore: {
    options: { from: { type: 'string' } },
    run: async (values) => (await import('../backup/restore.js')).restoreCommand(process.env, values),
  },
  recover: {
    options: { from: { type: 'string' } },
    run: async (values) => (await import('./recover.js')).recoverCommand(process.env, values),
  },
  help: {
    run: async () => {
      say(HELP);
      return 0;
    },
  },
};

/** @throws CommandError for an unknown command or option */
export async function runCommand(args: readonly string[]): Promise<number | null> {
  const [first = 'help', second] = args.map((arg) => (arg === '--help' || arg === '-h' ? 'help' : arg));
  const name = `${first} ${second}` in COMMANDS ? `${first} ${second}` : first;
  const command = second === 'help' ? COMMANDS.help : COMMANDS[name];
  if (!command) throw new CommandError(`There is no command "${first}".\n\n${HELP}`);
  const rest = args.slice(name.split(' ').length);
  return command.run(optionsOf(command, second === 'help' ? [] : rest));
}

function optionsOf(command: Command, args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: command.options ?? {}, strict: true }).values as Values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(`${error.message}\n\n${HELP}`, { cause: error });
  }
}
