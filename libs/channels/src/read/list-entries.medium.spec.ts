import type { ListedEntry } from '#lib/platforms';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../../../../test/support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  type TestMember,
} from '../../../../test/support/factories.js';

interface Entries {
  items: ListedEntry[];
  nextCursor: string | null;
}

describe('one of an account’s own lists', () => {
  let sandbox: TestSandbox;
  let api: TestApi;
  let editor: TestMember;
  let channel: { id: string; remoteId: string };
  beforeAll(async () => {
    sandbox = await startSandbox();
    api = await startApi(sandbox.env);
    editor = await buildMember(api, 'editor');
    channel = await buildChannel(api, editor.organisation, 'pinterest', { sandbox });
  });
  afterAll(async () => {
    await api.close();
    await sandbox.close();
  });
  const list = (id: string, key: string, who = editor) =>
    who.http.get<Entries>(`/api/v1/channels/${id}/lists/${key}`);
  const refusal = async (id: string, key: string, who = editor) => {
    const { status, body } = await who.http.get(`/api/v1/channels/${id}/lists/${key}`);
    return [status, body.code];
  };

  it('is what the network has now, in its order', async () => {
    const { status, body } = await list(channel.id, 'board');
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { id: '1022106146619699841', name: 'Solutions' },
        { id: '1022106146619699841:5258814934636085101', name: 'Solutions › Logement' },
        { id: '1022106146619699841:5258814934636085102', name: 'Solutions › Emploi' },
        { id: '1022106146619699842', name: 'Recettes de saison' },
        { id: '1022106146619699842:5258814934636085103', name: 'Recettes de saison › Soupes' },
      ],
      nextCursor: null,
    });
    const boards = Array.from({ length: 260 }, (_, n) => ({ id: String(900 - n), name: `Tableau ${n}` }));
    sandbox.control.patchAccount('pinterest', channel.remoteId, { options: { boards } });
    expect((await list(channel.id, 'board')).body.items).toEqual(boards);
    sandbox.control.patchAccount('pinterest', channel.remoteId, { options: { boards: undefined } });
  });

  it('is read for whoever sees the channel, and for nobody else', async () => {
    const stranger = await buildMember(api, 'admin');
    expect(await refusal(channel.id, 'board', stranger)).toEqual([404, 'not_found']);
    const { id: establishmentId } = await buildEstablishment(api, editor.organisation);
    const beside = await buildMember(api, 'admin', { organisation: editor.organisation, establishmentId });
    expect(await refusal(channel.id, 'board', beside)).toEqual([404, 'not_found']);
    expect((await api.anyone.get(`/api/v1/channels/${channel.id}/lists/board`)).status).toBe(401);
  });

  it('is not there under the name of another option, nor on a network without lists', async () => {
    for (const key of ['title', 'section', 'constructor', '__proto__']) {
      expect(await refusal(channel.id, key)).toEqual([404, 'not_found']);
    }
    const page = await buildChannel(api, editor.organisation, 'facebook', { sandbox });
    expect(await refusal(page.id, 'board')).toEqual([404, 'not_found']);
  });

  it('is refused as the network refuses it', async () => {
    const account = channel.remoteId;
    const message = 'Your token does not have sufficient permissions to perform this operation.';
    sandbox.control.armFault({
      platform: 'pinterest',
      account,
      operation: 'sections',
      fault: 'error',
      params: { status: 401, body: { code: 3, message } },
    });
    const { status, body } = await editor.http.get(`/api/v1/channels/${channel.id}/lists/board`);
    expect([status, body.code, body.detail]).toEqual([
      422,
      'channel_refused',
      expect.stringContaining(message),
    ]);
    sandbox.control.armFault({ platform: 'pinterest', account, operation: 'boards', fault: 'html_502' });
    expect(await refusal(channel.id, 'board')).toEqual([422, 'channel_refused']);
    expect((await list(channel.id, 'board')).status).toBe(200);
  });
});
