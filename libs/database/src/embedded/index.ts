export { embeddedMajor } from './binaries.js';
export * from './embedded-postgres.js';
export { canEnter, serviceUser } from './service-user.js';
