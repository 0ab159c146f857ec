export * from './guarded-client.js';
export { isInNetworks, isNetwork } from './public-address.js';
