export * from './channel.entity.js';
export * from './channels.schemas.js';
export * from './channels.module.js';
export * from './credentials.js';
export * from './network.js';
