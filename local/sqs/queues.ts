import type { DatabaseSync } from 'node:sqlite';
import type { Iam } from '../iam/iam.ts';
import { deadLetter } from '../iam/implied-permissions.ts';
import { readPolicy, type Statement } from '../iam/policy-document.ts';
import { requireStatement } from '../iam/require-statement.ts';
import { AwsError, type Provisioners } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';

/** Who sends: a role's permission is looked up in its policies, a service's in the policy of the queue. */
export type Sender = { roleArn: string } | { service: string; sourceArn: string };

export interface QueueMessage {
  queueArn: string;
  sentAt: number;
  body: any;
}

/**
 * The queues where failed events end. They are kept to be looked at; nothing receives from them, and the front door
 * knows no SQS.
 */
export class Queues {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #iam: Iam;
  readonly #policies = new Map<string, Statement[]>();

  readonly provisioners: Provisioners = {
    'AWS::SQS::Queue': (logicalId, properties, { stackName, region, account }) => {
      const name = properties.QueueName ?? `${stackName}-${logicalId}`;
      const arn = `arn:aws:sqs:${region}:${account}:${name}`;
      this.#policies.set(arn, this.#policies.get(arn) ?? []);
      const url = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
      return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
    'AWS::SQS::QueuePolicy': (logicalId, properties) => {
      const statements = readPolicy(properties.PolicyDocument, logicalId);
      this.#iam.record.declare(statements);
      for (const url of properties.Queues) {
        const arn = [...this.#policies.keys()].find((known) => known.split(':').pop() === String(url).split('/').pop());
        if (arn === undefined) throw new Error(`${logicalId}: there is no queue ${url} in the template`);
        this.#policies.set(arn, [...(this.#policies.get(arn) ?? []), ...statements]);
      }
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
  };

  constructor({ db, clock, iam }: { db: DatabaseSync; clock: Clock; iam: Iam }) {
    this.#db = db;
    this.#clock = clock;
    this.#iam = iam;
    db.exec(`CREATE TABLE IF NOT EXISTS queue_messages (id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL,
      sent_at INTEGER NOT NULL, body TEXT NOT NULL)`);
  }

  /** Throws where there is no such queue, or AWS would deny the sender. */
  authorize(queueArn: string, sender: Sender): void {
    const policy = this.#policies.get(queueArn);
    if (policy === undefined) throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', `There is no ${queueArn}`);
    const permission = deadLetter(queueArn);
    if ('roleArn' in sender) {
      this.#iam.authorize(sender.roleArn, permission);
      return;
    }
    const context = { 'aws:SourceArn': sender.sourceArn, 'aws:SecureTransport': 'true' };
    requireStatement(policy, sender.service, { ...permission, context }, this.#iam.record);
  }

  /** Stores a message, within the caller's transaction if there is one. Throws where AWS would deny the sender. */
  send(queueArn: string, body: unknown, sender: Sender): void {
    this.authorize(queueArn, sender);
    this.#db
      .prepare('INSERT INTO queue_messages (queue, sent_at, body) VALUES (?, ?, ?)')
      .run(queueArn, this.#clock.now(), JSON.stringify(body));
  }

  /** Everything that was ever sent, oldest first. */
  messages(): QueueMessage[] {
    const rows = this.#db.prepare('SELECT queue, sent_at, body FROM queue_messages ORDER BY id').all();
    return rows.map(({ queue, sent_at, body }) => ({
      queueArn: String(queue),
      sentAt: Number(sent_at),
      body: JSON.parse(String(body)),
    }));
  }
}
