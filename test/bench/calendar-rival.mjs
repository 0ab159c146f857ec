// The same calendar without Lineup: its own statement by bare pg (floor), or entities with their relations (peer).
import { createServer } from 'node:http';
import pg from 'pg';
import { Between, DataSource, getMetadataArgsStorage } from 'typeorm';
import { dataSourceOptions, statement } from '../../dist/libs/database/src/index.js';
import { CALENDAR_ENTRIES } from '../../dist/libs/planning/src/calendar.sql.js';
import { Publication } from '../../dist/libs/publishing/src/index.js';

const [mode, url, organisation] = process.argv.slice(2);
const ENTRIES = statement(CALENDAR_ENTRIES);
const ALL = {
  organisationId: organisation,
  states: null,
  formatIds: null,
  campaignIds: null,
  channelIds: null,
  nodes: null,
  limit: 5001,
};
const role = '-c role=lineup_engine -c search_path=public';

async function floor() {
  const pool = new pg.Pool({ connectionString: url, max: 10, options: role });
  return async (from, to) => {
    const { rows } = await pool.query(ENTRIES.text, ENTRIES.valuesOf({ ...ALL, from, to }));
    return { items: rows, truncated: false };
  };
}

async function peer() {
  const entities = getMetadataArgsStorage().tables.map(({ target }) => target);
  const source = await new DataSource(dataSourceOptions(url, 'lineup_engine', entities, 10)).initialize();
  return async (from, to) => ({
    items: await source.getRepository(Publication).find({
      where: { organisationId: organisation, dueAt: Between(new Date(from), new Date(to)) },
      relations: { post: true, channel: true },
      order: { dueAt: 'ASC' },
      take: 5001,
    }),
  });
}

const window = await (mode === 'floor' ? floor() : peer());
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const instant = (name) => `${searchParams.get(name)}T00:00:00+01:00`;
  window(instant('from'), instant('to')).then(
    (body) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
    (error) => {
      response.writeHead(500).end(String(error));
    },
  );
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.exit(0));
