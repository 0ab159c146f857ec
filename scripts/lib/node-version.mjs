/** What Lineup runs on; keep in step with `engines` in package.json, which a test compares. */
export const NODE_AT_LEAST = '20.19.0';

/** @returns {string | null} what to do about a Node.js that is too old, or null when it will do */
export function nodeComplaint(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = NODE_AT_LEAST.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null;
  return `Lineup needs Node.js ${NODE_AT_LEAST} or newer, and this is ${version}. Get it from https://nodejs.org and start again.`;
}
