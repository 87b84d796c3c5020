import { tableKey } from '../iam/implied-permissions.ts';
import { type AwsCall, AwsError, account, type Permission, region } from '../kernel/aws-service.ts';
import type { Tables } from './tables.ts';

type Reader = (input: any) => { action: string; table: string; index?: string }[];

const onTable =
  (action: string): Reader =>
  (input) => [{ action, table: input.TableName, ...(input.IndexName !== undefined && { index: input.IndexName }) }];

const onEachTable =
  (action: string): Reader =>
  ({ RequestItems }) =>
    Object.keys(RequestItems ?? {}).map((table) => ({ action, table }));

/** A transaction asks for the permission of each of its parts; there is none for the transaction itself. */
const transactActions: Record<string, string> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

const onEachPart: Reader = ({ TransactItems }) =>
  (TransactItems ?? []).flatMap((item: any) =>
    Object.entries<any>(item).map(([part, { TableName }]) => ({
      action: transactActions[part] ?? part,
      table: TableName,
    })),
  );

// Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
const readers: Record<string, Reader> = {
  BatchGetItem: onEachTable('BatchGetItem'),
  BatchWriteItem: onEachTable('BatchWriteItem'),
  DeleteItem: onTable('DeleteItem'),
  DescribeTable: onTable('DescribeTable'),
  GetItem: onTable('GetItem'),
  ListTables: () => [],
  PutItem: onTable('PutItem'),
  Query: onTable('Query'),
  Scan: onTable('Scan'),
  TransactGetItems: onEachPart,
  TransactWriteItems: onEachPart,
  UpdateItem: onTable('UpdateItem'),
};

export const writes = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'TransactWriteItems', 'UpdateItem'];

/** What AWS would check for one call, the customer's key behind a table included. */
export function permissionsFor({ action, input }: AwsCall, tables: Tables): Permission[] {
  const read = readers[action];
  if (read === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `DynamoDB's ${action} is not known here; known are ${Object.keys(readers).join(', ')}`,
    );
  }
  // It is about no table, so AWS checks it on all.
  if (action === 'ListTables') return [{ action: 'dynamodb:ListTables', resource: '*' }];
  const permissions = read(input).flatMap(({ action: part, table, index }): Permission[] => {
    const found = tables.find(table);
    const arn = found?.arn ?? `arn:aws:dynamodb:${region}:${account}:table/${table}`;
    const resource = index === undefined ? arn : `${arn}/index/${index}`;
    const onData = part !== 'DescribeTable';
    return [
      { action: `dynamodb:${part}`, resource },
      ...(onData && found?.keyArn !== undefined ? [tableKey(found.keyArn)] : []),
    ];
  });
  return unique(permissions);
}

function unique(permissions: Permission[]): Permission[] {
  return [...new Map(permissions.map((permission) => [JSON.stringify(permission), permission])).values()];
}
