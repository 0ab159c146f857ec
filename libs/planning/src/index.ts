export * from './calendar.service.js';
export * from './planning.module.js';
export * from './planning.schemas.js';
export * from './window.js';
