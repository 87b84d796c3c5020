import { beforeAll, describe, expect, test } from '@jest/globals';
import { deployed, deskDoors, deskRoutes, patientRoutes } from '../../functions/deployed.ts';
import { ofType, type Synthesis, synthesize, type Template } from '../support/synthesized.ts';

let synthesis: Synthesis;
let template: Template;
beforeAll(() => {
  synthesis = synthesize();
  template = synthesis.app;
}, 120_000);

const properties = (type: string) => ofType(template, type).map(([, resource]) => resource.Properties);

test('synthesizes without credentials and without a word', () => {
  expect(synthesis.output).toBe('');
  expect(synthesis.status).toBe(0);
});

describe('functions', () => {
  test('are the deployed ones, on Node 24 by name', () => {
    const functions = properties('AWS::Lambda::Function');
    expect(functions.map(({ FunctionName }) => FunctionName).sort()).toEqual(
      Object.keys(deployed)
        .map((name) => `perennial-${name}`)
        .sort(),
    );
    for (const { Runtime, Architectures } of functions) {
      expect(Runtime).toBe('nodejs24.x');
      expect(Architectures).toEqual(['arm64']);
    }
  });

  test('get every variable that they name', () => {
    for (const { FunctionName, Environment } of properties('AWS::Lambda::Function')) {
      const { env } = deployed[FunctionName.replace('perennial-', '') as keyof typeof deployed];
      expect(Object.keys(Environment.Variables)).toEqual(expect.arrayContaining([...env]));
    }
  });

  test('reserve no concurrency, which a new account refuses', () => {
    for (const each of properties('AWS::Lambda::Function')) expect(each.ReservedConcurrentExecutions).toBeUndefined();
  });
});

describe('the patients’ API', () => {
  test('has the routes that the pages serve and no other', () => {
    const served = properties('AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
    expect(served.toSorted()).toEqual([...patientRoutes, ...deskDoors, ...deskRoutes].toSorted());
  });

  test('is throttled', () => {
    expect(properties('AWS::ApiGatewayV2::Stage')[0].DefaultRouteSettings).toEqual({
      ThrottlingBurstLimit: 50,
      ThrottlingRateLimit: 25,
    });
  });

  test('logs neither path nor query nor address', () => {
    const format: string = properties('AWS::ApiGatewayV2::Stage')[0].AccessLogSettings.Format;
    expect([...format.matchAll(/\$context\.([\w.]+)/g)].map((match) => match[1])).toEqual([
      'requestId',
      'routeKey',
      'status',
      'responseLatency',
      'integrationErrorMessage',
    ]);
  });
});

describe('the desk’s sign-in', () => {
  const client = () => properties('AWS::Cognito::UserPoolClient')[0];

  test('has no secret, and gives a code for this desk alone', () => {
    expect(client()).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      SupportedIdentityProviders: ['COGNITO'],
    });
    const ends = (urls: unknown) => JSON.stringify(urls).match(/"\/desk\/[\w-]+"/g);
    expect([ends(client().CallbackURLs), ends(client().LogoutURLs)]).toEqual([
      ['"/desk/signed-in"'],
      ['"/desk/signed-out"'],
    ]);
  });

  test('gives nobody a token that could change their own address', () => {
    expect(client().ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
    expect(client().AllowedOAuthScopes).toEqual(['openid', 'email', 'profile']);
  });

  test('is looked for where the pool is', () => {
    const desk = properties('AWS::Lambda::Function').find(({ FunctionName }) => FunctionName === 'perennial-desk');
    const { ISSUER, CLIENT_ID } = desk?.Environment.Variables ?? {};
    expect(JSON.stringify(ISSUER)).toContain('StaffPool');
    expect(CLIENT_ID).toEqual({ Ref: ofType(template, 'AWS::Cognito::UserPoolClient')[0]?.[0] });
  });
});

describe('mail', () => {
  test('goes over TLS or not at all', () => {
    expect(properties('AWS::SES::ConfigurationSet')[0].DeliveryOptions).toEqual({ TlsPolicy: 'REQUIRE' });
  });

  test('tells what became of it, and does not watch who reads it', () => {
    const types: string[] = properties('AWS::SES::ConfigurationSetEventDestination')[0].EventDestination
      .MatchingEventTypes;
    expect([...types].sort()).toEqual(['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'send']);
  });

  test('comes from an identity that the stack does not make, since it may exist already', () => {
    expect(properties('AWS::SES::EmailIdentity')).toEqual([]);
  });
});

describe('triggers', () => {
  test('pass only wishes from the stream, and a bad record blocks it an hour at most', () => {
    const [mapping] = properties('AWS::Lambda::EventSourceMapping');
    const pattern = JSON.parse(mapping.FilterCriteria.Filters[0].Pattern);
    expect(pattern.dynamodb).toEqual({ Keys: { SK: { S: [{ prefix: 'WISH#' }] } } });
    expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(mapping.MaximumRecordAgeInSeconds).toBeLessThanOrEqual(3600);
    expect(mapping.DestinationConfig.OnFailure.Destination).toBeDefined();
  });

  test('sweep every six hours of the practice, one of them at six in the morning', () => {
    const [schedule] = properties('AWS::Scheduler::Schedule');
    expect(schedule.ScheduleExpression).toBe('cron(0 0,6,12,18 * * ? *)');
    expect(schedule.ScheduleExpressionTimezone).toBe('America/New_York');
  });

  test('hear of our own executions and our own mail only', () => {
    const [executions, mail] = properties('AWS::Events::Rule').map(({ EventPattern }) => EventPattern);
    expect(executions.detail.stateMachineArn).toHaveLength(6);
    expect(mail.detail.mail.tags).toEqual({ 'ses:configuration-set': ['perennial'] });
  });
});

describe('alarms', () => {
  test('are ten at most', () => {
    const alarms = properties('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.length).toBeLessThanOrEqual(10);
  });

  test('each say in one sentence who is hurt and what to do', () => {
    for (const { AlarmDescription } of properties('AWS::CloudWatch::Alarm')) {
      expect(AlarmDescription).toMatch(/^[A-Z][^.]+ [^.]+\.$/);
      expect(AlarmDescription).toMatch(/patient|payer/i);
      expect(AlarmDescription).toMatch(/: (find|read|run|ask|look|invoke|correct) /);
    }
  });

  test('each reach a topic that CloudWatch may publish to', () => {
    const [topicId] = ofType(template, 'AWS::SNS::Topic')[0] ?? [];
    for (const { AlarmActions } of properties('AWS::CloudWatch::Alarm'))
      expect(AlarmActions).toEqual([{ Ref: topicId }]);
    const statements: object[] = properties('AWS::SNS::TopicPolicy')[0].PolicyDocument.Statement;
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
  });

  test('need no more metrics than an alarm may add up', () => {
    for (const { Metrics } of properties('AWS::CloudWatch::Alarm')) {
      const added = ((Metrics ?? []) as { MetricStat?: object }[]).filter(({ MetricStat }) => MetricStat !== undefined);
      expect(added.length).toBeLessThanOrEqual(10);
    }
  });
});

test('every log group is encrypted by our key and kept for thirteen months', () => {
  for (const group of properties('AWS::Logs::LogGroup')) {
    expect(group.KmsKeyId).toBeDefined();
    expect(group.RetentionInDays).toBe(400);
  }
});
