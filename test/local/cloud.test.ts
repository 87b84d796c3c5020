import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { smallApp } from '../support/small-app.ts';

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

const newFolder = () => mkdtempSync(join(tmpdir(), 'cloud-'));
const config = ({ awsUrl }: Cloud, accessKeyId = 'local') => ({
  endpoint: awsUrl,
  region: 'us-east-1',
  credentials: { accessKeyId, secretAccessKey: 'local' },
  maxAttempts: 1,
});
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:waits';
const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:waits:one';
const Item = { PK: { S: 'A#1' } };
const put = new PutItemCommand({ TableName: 'agreements', Item });
const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('a cloud', () => {
  test('runs what the template says: function, table, stream and machine', async () => {
    const { folder, seen } = smallApp();
    cloud = await startCloud({ assembly: folder, dataDir: newFolder() });
    expect(cloud.outputs).toEqual({ 'App.Machine': stateMachineArn });

    const invoke = new InvokeCommand({ FunctionName: 'app-echo', Payload: '{"a":1}' });
    const { Payload } = await new LambdaClient(config(cloud)).send(invoke);
    expect(Payload?.transformToString()).toBe('{"got":{"a":1}}');

    await new DynamoDBClient(config(cloud)).send(put);
    await cloud.work.quiet();
    expect(lines(seen)[1]).toMatchObject({ Records: [{ eventName: 'INSERT', dynamodb: { Keys: Item } }] });

    const workflows = new SFNClient(config(cloud));
    await workflows.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
    await cloud.jumpTo(cloud.clock.now() + 2 * 3_600_000);
    const { status } = await workflows.send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('SUCCEEDED');
    expect(lines(seen)[2]).toEqual({ waited: true });
  });

  test('denies a role what its policies do not allow', async () => {
    cloud = await startCloud({ assembly: smallApp().folder, dataDir: newFolder() });
    const client = new DynamoDBClient(config(cloud, 'LOCAL-App-FunctionRole'));
    await expect(client.send(put)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('"Action":"dynamodb:PutItem"'),
    });
  });

  test('goes on where it was after a restart: table, clock, execution and its timer', async () => {
    const { folder, seen } = smallApp();
    const dataDir = newFolder();
    cloud = await startCloud({ assembly: folder, dataDir });
    await new DynamoDBClient(config(cloud)).send(put);
    await new SFNClient(config(cloud)).send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
    const inTenMinutes = cloud.clock.now() + 600_000;
    await cloud.jumpTo(inTenMinutes);
    await cloud.stop();

    cloud = await startCloud({ assembly: folder, dataDir });
    expect(cloud.clock.now()).toBeGreaterThanOrEqual(inTenMinutes);
    const get = new GetItemCommand({ TableName: 'agreements', Key: Item });
    expect((await new DynamoDBClient(config(cloud)).send(get)).Item).toEqual(Item);
    await cloud.jumpTo(cloud.clock.now() + 3_600_000);
    const { status } = await new SFNClient(config(cloud)).send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('SUCCEEDED');
    // The record of the write came once, and not again after the restart.
    expect(lines(seen)).toHaveLength(2);
  });

  test('that is told to begin anew has forgotten everything', async () => {
    const { folder } = smallApp();
    const dataDir = newFolder();
    cloud = await startCloud({ assembly: folder, dataDir });
    await new DynamoDBClient(config(cloud)).send(put);
    await cloud.stop();
    cloud = await startCloud({ assembly: folder, dataDir, fresh: true });
    const get = new GetItemCommand({ TableName: 'agreements', Key: Item });
    expect((await new DynamoDBClient(config(cloud)).send(get)).Item).toBeUndefined();
  });

  test('gets the table, the machine and the function of a changed template', async () => {
    const dataDir = newFolder();
    cloud = await startCloud({ assembly: smallApp().folder, dataDir });
    await cloud.stop();
    const Properties = {
      StateMachineName: 'waits',
      DefinitionString: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'Done',
        States: { Done: { Type: 'Succeed' } },
      }),
      RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
    };
    const Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties };
    cloud = await startCloud({ assembly: smallApp({ Machine }).folder, dataDir });
    const workflows = new SFNClient(config(cloud));
    await workflows.send(new StartExecutionCommand({ stateMachineArn, name: 'two' }));
    await cloud.work.quiet();
    const two = new DescribeExecutionCommand({ executionArn: executionArn.replace('one', 'two') });
    expect((await workflows.send(two)).status).toBe('SUCCEEDED');
  });
});

describe('a start that fails', () => {
  const machineWith = (changes: object) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { StateMachineName: 'waits', RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] }, ...changes },
  });

  test.each([
    [
      'an unknown type',
      { Cache: { Type: 'AWS::ElastiCache::CacheCluster' } },
      /Cache \(AWS::ElastiCache::CacheCluster\)/,
    ],
    [
      'a role that the service may not use',
      { Machine: machineWith({ RoleArn: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] }, DefinitionString: succeed() }) },
      /App, Machine .*can't be assumed by states/,
    ],
    [
      'a placeholder that stands for nothing',
      { Machine: machineWith({ DefinitionString: succeed(`\${Nothing}`) }) },
      /App, Machine .*\$\{Nothing\} stands for nothing/,
    ],
    [
      'a machine with a state that is not there',
      { Machine: machineWith({ DefinitionString: '{"QueryLanguage":"JSONata","StartAt":"Nowhere","States":{}}' }) },
      /App, Machine /,
    ],
  ])('for %s names it, and lets go of all that it had taken', async (_, changes, message) => {
    const dataDir = newFolder();
    await expect(startCloud({ assembly: smallApp(changes).folder, dataDir })).rejects.toThrow(message);
    cloud = await startCloud({ assembly: smallApp().folder, dataDir, fresh: true });
  });

  test('for a port that is taken says which', async () => {
    cloud = await startCloud({ assembly: smallApp().folder, dataDir: newFolder() });
    const awsPort = Number(new URL(cloud.awsUrl).port);
    const second = startCloud({ assembly: smallApp().folder, dataDir: newFolder(), awsPort });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port: awsPort });
  });

  function succeed(comment = ''): string {
    return JSON.stringify({
      Comment: comment,
      QueryLanguage: 'JSONata',
      StartAt: 'S',
      States: { S: { Type: 'Succeed' } },
    });
  }
});
