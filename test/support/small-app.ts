import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
});
const policy = (...Statement: object[]) => [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }];
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

/** A function that answers what it got, and appends it to the file that its environment names. */
const handler = `import { appendFileSync } from 'node:fs';
export const handler = async (event) => {
  appendFileSync(process.env.SEEN, JSON.stringify(event) + '\\n');
  if (event.fail) throw new Error('as asked');
  return { got: event };
};`;

/** A synthesized app, as small as may be: a table whose stream goes to a function, and a machine that waits and calls it. */
export function smallApp(changes: Record<string, object> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'small-app-'));
  const seen = join(folder, 'seen.jsonl');
  writeFileSync(seen, '');
  mkdirSync(join(folder, 'asset.code'));
  writeFileSync(join(folder, 'asset.code', 'index.mjs'), handler);
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Wait until then',
    States: {
      'Wait until then': { Type: 'Wait', Seconds: 3600, Next: 'Call' },
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: `\${EchoFunctionArn}`, Payload: { waited: true } },
        End: true,
      },
    },
  };
  const resources = {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'agreements',
        AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        Replicas: [{ Region: 'us-east-1' }],
      },
    },
    FunctionRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
        Policies: policy({ Effect: 'Allow', Action: 'dynamodb:*', Resource: attribute('Table', 'StreamArn') }),
      },
    },
    Echo: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'app-echo',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: attribute('FunctionRole', 'Arn'),
        Code: { S3Bucket: 'b', S3Key: 'code.zip' },
        Environment: { Variables: { SEEN: seen } },
      },
    },
    Wishes: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Echo' },
        EventSourceArn: attribute('Table', 'StreamArn'),
        StartingPosition: 'TRIM_HORIZON',
      },
    },
    MachineRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('states.amazonaws.com'),
        Policies: policy({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: attribute('Echo', 'Arn') }),
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'waits',
        DefinitionString: JSON.stringify(definition),
        DefinitionSubstitutions: { EchoFunctionArn: attribute('Echo', 'Arn') },
        RoleArn: attribute('MachineRole', 'Arn'),
      },
    },
    ...changes,
  };
  const asset = {
    source: { path: 'asset.code', packaging: 'zip' },
    destinations: { here: { bucketName: 'b', objectKey: 'code.zip' } },
  };
  const files = {
    'manifest.json': {
      artifacts: {
        'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'App.assets.json' } },
        App: { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } },
      },
    },
    'App.assets.json': { files: { code: asset } },
    'App.template.json': { Resources: resources, Outputs: { Machine: { Value: { Ref: 'Machine' } } } },
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return { folder, seen };
}
