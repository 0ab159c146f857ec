import { runCommand } from './commands/index.js';
import { failure } from './say.js';

const args = process.argv.slice(2);
/** A child that prepares something ends with the Lineup that started it; `start` itself stops in order instead. */
const orphaned = (): never => process.exit(1);
if (args[0] !== 'start') process.once('disconnect', orphaned);

/** `start` ends by itself with its children; every other command ends with its work. */
runCommand(args).then(
  (code) => {
    if (code === null) return;
    process.off('disconnect', orphaned);
    if (process.connected) process.disconnect();
    process.exitCode = code;
  },
  (error: unknown) => {
    failure(error);
    process.exit(1);
  },
);
