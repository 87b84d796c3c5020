import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { synthesize, type Template } from '../support/synthesized.ts';

/** What may not be replaced: its data, its running executions or its address would be lost. */
const lasting = [
  'AWS::ApiGatewayV2::Api',
  'AWS::DynamoDB::GlobalTable',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::Cognito::UserPool',
  'AWS::StepFunctions::StateMachine',
];

type Ids = Record<'PerennialData' | 'PerennialApp', Record<string, string>>;
const committed = JSON.parse(readFileSync('infra/logical-ids.json', 'utf8')) as Ids;

const idsOf = (template: Template): Record<string, string> =>
  Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => lasting.includes(Type))
      .map(([id, { Type }]) => [id, Type]),
  );

let ids: Ids;
beforeAll(() => {
  const { data, app } = synthesize();
  ids = { PerennialData: idsOf(data), PerennialApp: idsOf(app) };
}, 120_000);

test.each(['PerennialData', 'PerennialApp'] as const)('no logical id of %s has disappeared or changed', (stack) => {
  expect(ids[stack]).toMatchObject(committed[stack]);
});

test.each(['PerennialData', 'PerennialApp'] as const)(
  'every new one of %s is added to infra/logical-ids.json',
  (stack) => {
    expect(committed[stack]).toMatchObject(ids[stack]);
  },
);
