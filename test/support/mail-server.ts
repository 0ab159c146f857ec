import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface TestMailServer {
  url: string;
  /** Every e-mail that was accepted, in order. */
  accepted: ParsedMail[];
  /** Answers the next e-mails with this instead of accepting them; null to accept again. */
  refuse(answer: { code: number; text: string } | null): void;
  /** E-mails that were refused since the start. */
  refused: number;
  close(): Promise<void>;
}

/** A mail server that speaks SMTP on a port of its own, asks for a password, and keeps what it is sent. */
export async function startMailServer(port = 0): Promise<TestMailServer> {
  let answer: { code: number; text: string } | null = null;
  const mail: TestMailServer = {
    url: '',
    accepted: [],
    refused: 0,
    refuse: (next) => (answer = next),
    close: () => new Promise((done) => server.close(() => done())),
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'lineup' && password === 'only-for-tests'
        ? done(null, { user: username })
        : done(new Error('Unknown')),
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (parsed) => {
          if (answer) {
            mail.refused += 1;
            done(Object.assign(new Error(answer.text), { responseCode: answer.code }));
            return;
          }
          mail.accepted.push(parsed);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  mail.url = `smtp://lineup:only-for-tests@127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return mail;
}
