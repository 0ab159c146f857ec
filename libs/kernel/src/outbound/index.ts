export * from './guarded-client.js';
export { isInNetworks, isNetwork, isPublicAddress } from './public-address.js';
