export * from './guarded-client.js';
export { isNetwork } from './public-address.js';
