import { v7 } from 'uuid';

/** A new UUIDv7: sortable by creation, so keys insert at the end of their index and cursors need no other column. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID; any other cannot be an id, and is not used in a query. */
export const isUuid = (text: string): boolean => UUID.test(text);
