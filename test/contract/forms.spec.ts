import { adapterOf, capabilitiesOf, checkContent, type FormRule, PLATFORMS } from '#lib/platforms';
import { runPlan, type Progress } from '../support/run-plan.js';
import {
  accountId,
  channel,
  contentOf,
  failure,
  feed,
  type Io,
  sandbox,
  since,
  stageAdapters,
} from './adapter-scene.js';

stageAdapters();

const FORMS = PLATFORMS.flatMap((platform) =>
  (capabilitiesOf(platform).forms ?? []).flatMap((rule) =>
    (rule.types ?? rule.rules.types ?? []).map((type) => ({ platform, form: rule.form, type, rule })),
  ),
);

// Side by side, each with an account of its own.
describe.each(FORMS)('$platform: $type as $form', ({ platform, type, rule }) => {
  const adapter = adapterOf(platform);
  const formed = ({ when }: FormRule): Io => {
    const content = contentOf(platform, type);
    return channel(platform, { ...content, options: { ...content.options, [when.key]: when.value } });
  };
  const armed = async (): Promise<{ io: Io; progress: Progress; started: string }> => {
    const io = formed(rule);
    const { progress } = await runPlan(adapter, io, { until: 'fire' });
    return { io, progress, started: since() };
  };
  const strike = (
    io: Io,
    fault: Parameters<typeof sandbox.control.armFault>[0]['fault'],
    committed?: boolean,
  ) => sandbox.control.armFault({ platform, account: accountId(io), fault, times: 1, params: { committed } });
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

  it.concurrent('is published: nothing before the due instant, the exact content after it', async () => {
    const { io, progress } = await armed();
    expect(checkContent(platform, io.content).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(feed(platform, io)).toEqual([]);
    await runPlan(adapter, io, { progress, from: 'fire' });
    const [post, ...others] = feed(platform, io);
    expect(others).toEqual([]);
    expect(post).toMatchObject({
      text: rule.textless ? '' : io.content.text,
      story: rule.form === 'story',
      media: [{ kind: io.content.media[0]?.kind }],
    });
    const { remoteId, remoteUrl } = adapter.remotePost(progress, io.account);
    expect(remoteId).toBe(post?.id);
    expect(remoteUrl).toMatch(/^https:\/\//u);
  });

  it.concurrent('has exactly one firing step, and a pure plan', () => {
    const { content } = formed(rule);
    const names = adapter.plan(content).map(({ name }) => name);
    expect(adapter.plan(content).filter(({ phase }) => phase === 'fire')).toHaveLength(1);
    expect(new Set(names).size).toBe(names.length);
    expect(adapter.plan(content).map(({ name }) => name)).toEqual(names);
  });

  it.concurrent.each([
    ['drop_before', 'no'],
    ['error_500_before', 'no'],
    ['drop_after', 'yes'],
    ['error_500_after', 'yes'],
  ] as const)('%s at the due instant proves nothing, and reading back says %s', async (fault, truth) => {
    const { io, progress, started } = await armed();
    strike(io, fault);
    const detail = await failure(runPlan(adapter, io, { progress, from: 'fire' }));
    expect(['unknown', 'transient']).toContain(detail.class);
    expect(detail.refused).toBe(false);
    await pause(600);
    const verdict = await adapter.reconcile({ ...io, progress, since: started });
    expect(verdict.found).toBe(truth);
    expect(feed(platform, io)).toHaveLength(truth === 'yes' ? 1 : 0);
    if (verdict.found === 'yes') expect(verdict.remoteId).toBe(feed(platform, io)[0]?.id);
  });

  it.concurrent.each(['garbage', 'html_502', 'truncated_json'] as const)(
    '%s never passes for a refusal',
    async (fault) => {
      for (const committed of [true, false]) {
        const { io, progress, started } = await armed();
        strike(io, fault, committed);
        expect((await failure(runPlan(adapter, io, { progress, from: 'fire' }))).refused).toBe(false);
        await pause(600);
        const verdict = await adapter.reconcile({ ...io, progress, since: started });
        expect(verdict.found).toBe(committed ? 'yes' : 'no');
      }
    },
  );
});
