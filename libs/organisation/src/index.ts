export * from './audience.entity.js';
export * from './campaign.entity.js';
export * from './establishment.entity.js';
export * from './organisation.entity.js';
export * from './organisation.schemas.js';
export { OrganisationEntities } from './organisation.entities.js';
export * from './organisation.module.js';
export { timeZoneOf } from './organisation.repository.js';
export { requireTimeZone } from './time-zone.js';
