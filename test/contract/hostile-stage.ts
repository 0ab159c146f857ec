import { Client } from 'pg';
import { PLATFORMS } from '#rules/platforms';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import { type HostileBodies, hostileBodies } from '../support/hostile-values.js';
import { addressOf, type Operation, operations } from '../support/operations.js';

/** What would end the person who asks, or never end itself. */
const SPARED = /^(?:GET \/api\/v1\/events|DELETE )/;
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
const nounOf = ({ path }: Operation): string => /\/v1\/(.+?)\/\{\w+\}/.exec(path)?.[1] ?? '';

/** Every operation that can be asked anything, by its name. */
export const openOperations = operations
  .filter((operation) => !SPARED.test(nameOf(operation)))
  .map((operation): [string, Operation] => [nameOf(operation), operation]);

/** What the specs of hostile input ask; it is there once the first test begins. */
export interface HostileStage {
  api: TestApi;
  sandbox: TestSandbox;
  admin: TestMember;
  /** The address of an operation upon things that exist, where somebody made them. */
  addressOf(operation: Operation): string;
}

/** An API with one of most things, asked by an administrator who stays one. */
export function hostileStage(): HostileStage {
  const stage = {} as HostileStage;
  const ours: Record<string, string> = {};
  let owner: Client;
  beforeAll(async () => {
    stage.sandbox = await startSandbox();
    stage.api = await startApi(stage.sandbox.env);
    const admin = (stage.admin = await buildMember(stage.api, 'admin'));
    owner = new Client({ connectionString: stage.api.database.url });
    await owner.connect();
    const channel = await buildChannel(stage.api, admin.organisation, PLATFORMS[0], {
      sandbox: stage.sandbox,
    });
    const post = await buildPost(admin, { channelIds: [channel.id] });
    Object.assign(ours, {
      posts: post.id,
      channels: channel.id,
      establishments: admin.organisation.rootId,
      members: admin.id,
    });
  }, 60_000);
  // Some bodies are right, and change what a person must do first (a second factor, another password): it is taken back, so
  // that every route is really reached.
  afterEach(async () => {
    await owner.query('UPDATE organisation SET require_two_factor = false');
    expect((await stage.admin.http.get('/api/v1/me')).status).toBe(200);
  });
  afterAll(async () => {
    await owner?.end();
    await stage.api?.close();
    await stage.sandbox?.close();
  });
  stage.addressOf = (operation) =>
    addressOf(
      operation,
      Object.fromEntries(
        operation.pathParameters.map((name) => [
          name,
          ours[nounOf(operation)] ?? stage.admin.organisation.id,
        ]),
      ),
    );
  return stage;
}

/** Defines a test for each operation that takes a body. */
export function itTakesAnyBody(stage: HostileStage, bodies: HostileBodies): void {
  it.each(openOperations.filter(([, { bodySchema }]) => bodySchema))(
    '%s, whatever its body',
    async (_, operation) => {
      const faults: [string, number][] = [];
      const address = stage.addressOf(operation);
      for (const [name, body] of hostileBodies(operation.bodySchema ?? {}, bodies)) {
        const headers = { 'content-type': 'application/json', 'if-match': '' };
        const { status } = await stage.admin.http.send(operation.method, address, body, headers);
        if (status >= 500) faults.push([name, status]);
      }
      expect(faults).toEqual([]);
    },
    60_000,
  );
}
