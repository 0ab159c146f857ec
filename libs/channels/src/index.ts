export * from './channel.entity.js';
export * from './channel-keeper.js';
export * from './channels.schemas.js';
export * from './channels.module.js';
export * from './credentials.js';
export * from './lost-access.js';
export * from './network.js';
export * from './rotate-keys.js';
