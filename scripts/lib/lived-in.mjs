const WAIT_MS = 60_000;

/** @throws {Error} when it does not come about in a minute */
async function until(what, probe) {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((later) => setTimeout(later, 200));
  }
}

/** Speaks to the API as one person of the demonstration. @throws {Error} when it does not answer with success */
async function signIn(origin, email, password) {
  const send = async (method, path, body, headers = {}) => {
    const answer = await fetch(new URL(path, origin), {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return { answer, body: text ? JSON.parse(text) : null };
  };
  const { answer } = await send('POST', '/api/auth/sign-in/email', { email, password });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return async (method, path, body, headers) =>
    (await send(method, `/api/v1/${path}`, body, { cookie, ...headers })).body;
}

/**
 * What the demonstration's content does not have: sessions, a key, a kept answer, people who were told, a publication that
 * went out for real, and one whose worker was killed after the network had taken it and before that was written down.
 * @param lineup of {@link builtLineup}, with the demonstration filled in
 * @param {import('pg').Client} database
 * @param {{ password: string, port: number, takesText: (network: string) => boolean }} options the people's password; where
 *   the API listens; which networks take a post without media
 */
export async function liveIn(lineup, database, { password, port, takesText }) {
  const api = `http://127.0.0.1:${port}`;
  await lineup.start('api', { PORT: String(port) });
  const [editor, manager, admin] = await Promise.all(
    ['editor', 'manager', 'admin'].map((role) => signIn(api, `${role}@up.example`, password)),
  );
  await admin('POST', 'api-keys', { name: 'Tableau de bord', scopes: ['read'] });
  const { items } = await editor('GET', 'channels');
  const connected = items.filter(({ platform, state }) => takesText(platform) && state === 'connected');
  const [{ id: one, platform }] = connected;
  // Of another network: each has its own pace.
  const { id: other } = connected.find((channel) => channel.platform !== platform);
  const publicationOf = async (post, channel) => {
    const { rows } = await database.query(
      'SELECT id, state FROM publication WHERE post_id = $1 AND channel_id = $2',
      [post, channel],
    );
    return rows[0];
  };
  const isIn = async (state, post, channel) => (await publicationOf(post, channel)).state === state;
  const approved = async (title, channelIds) => {
    const { id } = await editor(
      'POST',
      'posts',
      { title, text: `${title} : rendez-vous samedi à 15 h.`, channelIds },
      { 'idempotency-key': `release-${title}` },
    );
    const { revision } = await editor('POST', `posts/${id}/submit`, {});
    await manager('POST', `posts/${id}/approve`, { revisionHash: revision.hash });
    return id;
  };

  const out = await approved('Paru', [one]);
  const first = await lineup.start('worker');
  await manager('POST', `posts/${out}/publish-now`, {});
  await until('a post to be out', () => isIn('published', out, one));
  await first.kill();

  const halfway = await approved('En cours', [one, other]);
  const point = `after_answer@${(await publicationOf(halfway, other)).id}`;
  const second = await lineup.start('worker', { LINEUP_FAILPOINT: point });
  await manager('POST', `posts/${halfway}/publish-now`, {});
  await until(point, () => second.printed().includes(`held ${point}`));
  await until('half of a post to be out', async () => {
    const { rows } = await database.query('SELECT state FROM post WHERE id = $1', [halfway]);
    return rows[0].state === 'publishing' && isIn('published', halfway, one);
  });
  await second.kill();
}
