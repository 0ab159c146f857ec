import { z } from 'zod';
import { LEAST_CONNECTIONS } from './connections.js';
import { isNetwork } from '../outbound/public-address.js';

/** An address of one of these schemes. */
export const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

/** E-mail addresses separated by commas, in lower case. */
const emails = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim().toLowerCase() || []))
  .refine((list) => list.every((part) => /^[^\s@]+@[^\s@]+$/.test(part)), {
    message: 'must be e-mail addresses separated by commas',
  });

/** Networks written as CIDR, separated by commas. */
const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .refine((list) => list.every(isNetwork), 'must be networks separated by commas: 10.1.0.0/16, fd00::/8');

/** Days after which rows are deleted; ten years at most. */
const keptDays = z.coerce.number().int().min(1).max(3650);

/** `name=number` pairs, separated by commas. */
const limits = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .refine((list) => list.every((part) => /^[a-z]+\.[a-z-]+=[1-9]\d{0,8}$/.test(part)), {
    message: 'must be numbers by quota, separated by commas: tiktok.posts=25,linkedin.app-posts=500',
  })
  .transform((list) => Object.fromEntries(list.map((part) => part.split('=') as [string, string])))
  .transform((named) => Object.fromEntries(Object.entries(named).map(([name, n]) => [name, Number(n)])));

/**
 * Every setting of Lineup except those of networks (`platform-settings.ts`). The environment is read nowhere else.
 * README's table is checked against both.
 */
export const configSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('production')
    .describe('What this process is run for; anything but production is for those who work on Lineup'),
  PORT: port.default(3000).describe('Port of the web application and its API'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for every interface'),
  PUBLIC_URL: url('http:', 'https:')
    .optional()
    .describe('Address people and networks use to reach Lineup; default http://localhost:PORT'),
  LINEUP_HOME: z.string().optional().describe('Folder of the embedded database, media and keys'),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe(
      'PostgreSQL 15 or newer; the embedded one when absent. Owner of the schema: runs the migrations',
    ),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(LEAST_CONNECTIONS)
    .max(200)
    .default(20)
    .describe('Connections to PostgreSQL that a process holds at most, all of its pools together'),
  DATABASE_TIMEOUT_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(600)
    .default(10)
    .describe(
      'Longest wait for a connection to PostgreSQL, and for what a statement answers; then it is taken for away',
    ),
  SHUTDOWN_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3600)
    .default(20)
    .describe('How long requests in flight, uploads above all, may take when the API is told to stop'),
  SHUTDOWN_NOTICE_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(0)
    .describe(
      'How long an API that is told to stop still takes requests while its health sends proxies elsewhere',
    ),
  REDIS_URL: url('redis:', 'rediss:')
    .optional()
    .describe('Redis 6.2 or newer for the queue, with maxmemory-policy noeviction; PostgreSQL when absent'),
  LINEUP_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters: openssl rand -base64 32')
    .optional()
    .describe('Key of credentials, sessions and signed addresses; made and kept in LINEUP_HOME when absent'),
  LINEUP_SECRET_PREVIOUS: z
    .string()
    .min(32)
    .optional()
    .describe('The key before the last rotation; only opens'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least level of the JSON log lines'),
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(40)
    .describe('Publications armed at the same time per worker'),
  ARM_LEAD_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .max(3600)
    .default(180)
    .describe('How long before it is due a publication is prepared'),
  LEASE_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .max(600)
    .default(30)
    .describe('After this silence a worker is taken for dead'),
  SWEEP_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(2000)
    .describe('Pause between two sweeps for due publications, ms'),
  VISIBILITY_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe(
      'How long a network may hide a new post from reads, ms; by network when absent. For rehearsals',
    ),
  HOLD_LIMIT_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe(
      'Longest that a network may have a channel left alone, h; one that asks for more is told to a person',
    ),
  CHANNEL_ROUND_MS: z.coerce
    .number()
    .int()
    .min(200)
    .default(30_000)
    .describe('How often a worker looks for channels to look after, ms'),
  LINEUP_FAILPOINT: z
    .string()
    .optional()
    .describe('Crash rehearsals, refused in production: publications wait at the named step until SIGUSR2'),
  SANDBOX_ORIGIN: url('http:').optional().describe('Serve that sandbox under /sandbox; demonstration only'),
  DEMONSTRATION: z
    .enum(['local', 'network', 'off'])
    .default('local')
    .describe(
      'The demonstration that npm start fills into its own database: on this machine only; also where HOST lets others in (network); or none (off)',
    ),
  DATABASE_EMBEDDED: flag
    .default(false)
    .describe('Set by npm start for its own processes: the database is its own'),
  METRICS_PORT: port.optional().describe('Where a worker serves its own metrics; not served when absent'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token of GET /metrics; only loopback may read it when absent'),
  MEDIA_PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(2)
    .describe('Uploaded files that a process has opened at a time, each in a process of its own'),
  MEDIA_PROCESS_MB: z.coerce
    .number()
    .int()
    .min(300)
    .max(16_000)
    .default(1_000)
    .describe('Memory that opening one file may take; beyond it the file is refused'),
  UPLOAD_DAILY_MB_PER_PERSON: z.coerce
    .number()
    .int()
    .min(1)
    .default(20_000)
    .describe('What one person may upload in 24 hours'),
  UPLOAD_TOTAL_MB_PER_ORGANISATION: z.coerce
    .number()
    .int()
    .min(1)
    .default(500_000)
    .describe('What the media of one organisation may weigh together'),
  OPERATORS: emails.describe(
    'E-mail addresses, separated by commas, of who looks after the installation: its queues and the whole of its health. With the embedded database and one organisation, its administrators when absent',
  ),
  TRUSTED_PROXIES: networks.describe(
    'Proxies in front of Lineup, addresses or networks separated by commas: what X-Forwarded-For says is believed from them alone; none by default',
  ),
  API_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .default(6000)
    .describe('Requests a minute per person, and twice as many per address without a session; 0 counts none'),
  S3_BUCKET: z
    .string()
    .optional()
    .describe('Bucket that keeps the media, in any storage that speaks S3; the disk when absent'),
  S3_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe('Address of that storage, https://s3.example.org; Amazon S3 when absent'),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Who we are to the storage; required with S3_BUCKET'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('The secret of that key; required with S3_BUCKET'),
  S3_FORCE_PATH_STYLE: flag
    .optional()
    .describe('Whether the bucket stands in the path of addresses; default: when S3_ENDPOINT is set'),
  OUTBOUND_ALLOW: networks.describe(
    'Private networks that addresses given by people may nonetheless lead to, e.g. 10.1.0.0/16; none by default',
  ),
  SMTP_URL: url('smtp:', 'smtps:')
    .optional()
    .describe('Mail server for notifications, smtp://user:password@host:587; no e-mail when absent'),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>"]{1,80} )?<?[^<>\s@]+@[^<>\s@]+>?$/,
      'must be an address, as Lineup <lineup@example.org>',
    )
    .optional()
    .describe('Sender of notifications by e-mail; required with SMTP_URL'),
  MAIL_COLLECT_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('How long notifications are collected into one e-mail per person'),
  KEEP_NOTIFICATIONS_DAYS: keptDays
    .default(180)
    .describe('How long notifications and the e-mails they went out with are kept'),
  KEEP_JOURNAL_DAYS: keptDays
    .default(400)
    .describe("How long the journal of each publication's attempts is kept; 90 days at least"),
  KEEP_AUDIT_DAYS: keptDays
    .default(1095)
    .describe('How long the log of who approved and changed what is kept; 90 days at least'),
  KEEP_UNUSED_MEDIA_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(1095)
    .describe(
      'How long media that no post shows stay in the library; their files go 30 days later. 0: for ever',
    ),
  QUOTAS: limits.describe(
    'Posts a day where a network grants this installation another number than it publishes: tiktok.posts=25',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe('Where traces go, OTLP over HTTP: http://collector:4318; nothing is traced when absent'),
  SECURE_COOKIES: flag.optional().describe('Whether cookies need https; default: when PUBLIC_URL is https'),
});

export type Environment = z.output<typeof configSchema>;
