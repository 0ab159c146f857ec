import { createSandbox } from './index.js';

const { SANDBOX_PORT = '3100', SANDBOX_HOST = '127.0.0.1', SANDBOX_DATA } = process.env;

const sandbox = await createSandbox({ dataDir: SANDBOX_DATA || undefined });
const { port } = await sandbox.listen(Number(SANDBOX_PORT), SANDBOX_HOST);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await sandbox.close();
  process.exit(0);
}

process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
// As a child process it reports its address, and ends with its parent.
process.once('disconnect', () => void stop());
process.send?.({ ready: true, port });
