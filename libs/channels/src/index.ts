export * from './channel.entity.js';
export * from './channels.schemas.js';
