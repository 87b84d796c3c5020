import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeleteItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { jumpTo } from '../../../local/kernel/jump.ts';
import type { DynamoDbCloud } from '../../support/dynamodb-cloud.ts';
import { queueArn, startWishCloud, type WishEvent, wishNumbers } from '../../support/wish-cloud.ts';

let cloud: DynamoDbCloud;
afterEach(() => cloud.stop());

const TableName = 'agreements';
const put = (SK: string) => ({ TableName, Item: { PK: { S: 'A#1' }, SK: { S: SK } } });
const write = (SK: string) => cloud.client().send(new PutItemCommand(put(SK)));

/** A function that notes what it gets; `answer` may say that it fails. */
async function start(answer: (wishes: number[]) => unknown = () => null, mapping: object = {}) {
  const got: number[][] = [];
  const events: WishEvent[] = [];
  const started = await startWishCloud({
    mapping,
    invoke: async (_name, payload) => {
      const wishes = wishNumbers(payload);
      got.push(wishes);
      events.push(payload);
      const result = answer(wishes);
      if (result === 'fails') return { payload: {}, functionError: 'Unhandled', requestId: '' };
      return { payload: result, requestId: '' };
    },
  });
  cloud = started.cloud;
  return { got, events };
}

describe("a table's stream", () => {
  test('brings a record in the shape of AWS, with the moved time', async () => {
    const { events } = await start();
    await cloud.work.quiet();
    cloud.clock.freeze(Date.parse('2030-01-02T03:04:05Z'));
    await write('WISH#1');
    await cloud.work.quiet();
    expect(events).toEqual([
      {
        Records: [
          {
            eventID: expect.any(String),
            eventName: 'INSERT',
            eventVersion: '1.1',
            eventSource: 'aws:dynamodb',
            awsRegion: 'us-east-1',
            eventSourceARN: expect.stringContaining(':table/agreements/stream/'),
            dynamodb: {
              ApproximateCreationDateTime: Date.parse('2030-01-02T03:04:05Z') / 1000,
              Keys: { PK: { S: 'A#1' }, SK: { S: 'WISH#1' } },
              SequenceNumber: expect.any(String),
              SizeBytes: expect.any(Number),
              StreamViewType: 'KEYS_ONLY',
            },
          },
        ],
      },
    ]);
  });

  test('brings only what the filter lets pass, each record once and in order', async () => {
    const { got } = await start();
    await write('A');
    await write('WISH#1');
    await write('WISH#1');
    await cloud.client().send(new DeleteItemCommand({ TableName, Key: put('WISH#1').Item }));
    await write('WISH#2');
    await cloud.work.quiet();
    expect(got.flat()).toEqual([1, 2]);
  });

  test('brings the records of a transaction in batches of at most the given size', async () => {
    const { got } = await start(undefined, { BatchSize: 4 });
    const TransactItems = Array.from({ length: 10 }, (_, index) => ({ Put: put(`WISH#${index}`) }));
    await cloud.client().send(new TransactWriteItemsCommand({ TransactItems }));
    await cloud.work.quiet();
    expect(got.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(got.map((batch) => batch.length)).toEqual([4, 4, 2]);
  });

  test('keeps the cloud busy from the write until the function has ended', async () => {
    let ended = false;
    await startSlow(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
    });
    await write('WISH#1');
    expect(ended).toBe(false);
    await cloud.work.quiet();
    expect(ended).toBe(true);
  });

  async function startSlow(work: () => Promise<void>): Promise<void> {
    const invoke = async () => {
      await work();
      return { payload: null, requestId: '' };
    };
    cloud = (await startWishCloud({ invoke })).cloud;
  }

  test('is refused where the role of the function may not read it', async () => {
    await start();
    const nobody = await cloud.role('Nobody', { Effect: 'Allow', Action: 'x:y', Resource: '*' });
    await expect(cloud.streams.start(() => nobody.roleArn)).rejects.toThrow(/dynamodb:DescribeStream/);
  });
});

describe('a batch that fails', () => {
  const sequences = (events: WishEvent[]) =>
    events.at(-1)?.Records.map((record) => record.dynamodb.SequenceNumber) ?? [];

  test('is tried again on the moved clock, from the failed item on', async () => {
    let isMended = false;
    const { got, events } = await start((wishes) => {
      const position = wishes.indexOf(2);
      if (position === -1 || isMended) return null;
      return { batchItemFailures: [{ itemIdentifier: sequences(events)[position] }] };
    });
    const TransactItems = [1, 2, 3].map((number) => ({ Put: put(`WISH#${number}`) }));
    await cloud.client().send(new TransactWriteItemsCommand({ TransactItems }));
    await cloud.work.quiet();
    expect(got).toEqual([[1, 2, 3]]);
    isMended = true;
    await jumpTo(cloud.clock.now() + 5000, cloud);
    expect(got).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });

  test('is narrowed down to the bad record, which is given up to the queue; the others are done', async () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => {});
    const { got } = await start((wishes) => (wishes.includes(3) ? 'fails' : null));
    const TransactItems = [1, 2, 3, 4].map((number) => ({ Put: put(`WISH#${number}`) }));
    await cloud.client().send(new TransactWriteItemsCommand({ TransactItems }));
    await jumpTo(cloud.clock.now() + 60_000, cloud);
    const done = got.filter((batch) => !batch.includes(3)).flat();
    expect([...new Set(done)].sort()).toEqual([1, 2, 4]);
    expect(got.filter((batch) => batch.join() === '3')).toHaveLength(4);
    expect(told).toHaveBeenCalledWith('stream gave up 1 records of the stream: RetryAttemptsExhausted');
    told.mockRestore();
    expect(cloud.queues.messages()).toMatchObject([
      {
        queueArn,
        body: {
          requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 4 },
          DDBStreamBatchInfo: { batchSize: 1 },
        },
      },
    ]);
  });

  test('waits for its timer even where more is written, and after a restart', async () => {
    const { got } = await start(() => 'fails');
    await write('WISH#1');
    await cloud.work.quiet();
    await write('WISH#2');
    await cloud.work.quiet();
    expect(got).toEqual([[1]]);
    const { dataDir } = cloud;
    await cloud.stop();
    const again: number[][] = [];
    cloud = (
      await startWishCloud({
        dataDir,
        invoke: async (_name, payload) => {
          again.push(wishNumbers(payload));
          return { payload: null, requestId: '' };
        },
      })
    ).cloud;
    await cloud.work.quiet();
    expect(again).toEqual([]);
    await jumpTo(cloud.clock.now() + 2000, cloud);
    expect(again).toEqual([[1, 2]]);
  });
});

test('a kill at any instant loses no record, and repeats at most those of the last batch', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cloud-'));
  const wrote: number[] = [];
  const got: number[] = [];
  for (const milliseconds of [300, 120, 500]) {
    const writer = startWriter(dataDir, Math.max(0, ...wrote, ...got) + 1);
    await linesOf(writer, milliseconds, (line) => {
      const [what, number] = line.split(' ');
      if (what === 'wrote') wrote.push(Number(number));
      if (what === 'got') got.push(Number(number));
    });
  }
  cloud = (
    await startWishCloud({
      dataDir,
      invoke: async (_name, payload) => {
        got.push(...wishNumbers(payload));
        return { payload: null, requestId: '' };
      },
    })
  ).cloud;
  await cloud.work.quiet();
  expect(wrote.length).toBeGreaterThan(10);
  expect(wrote.filter((number) => !got.includes(number))).toEqual([]);
  expect(got.length - new Set(got).size).toBeLessThanOrEqual(3 * 10);
});

function startWriter(dataDir: string, first: number): ChildProcess {
  const script = fileURLToPath(new URL('../../support/wish-writer.ts', import.meta.url));
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir, String(first)], { stdio });
}

/** Reads its lines and kills it by SIGKILL so many milliseconds after the first one. */
function linesOf(child: ChildProcess, milliseconds: number, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let rest = '';
    child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds));
    child.stdout?.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    });
    child.once('close', () => resolve());
  });
}
