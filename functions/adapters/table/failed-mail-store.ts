import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Application, FailedMail } from '../../domain/application/application.ts';
import { waitsIn } from '../../domain/application/failed-mail.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const mailFailed = 'APPLICATIONS#failed';

/** Where an application of which a mail has failed stands for the staff, the longest first. */
export function failureKeys(applicationId: string, { at }: FailedMail) {
  return { GSI3PK: mailFailed, GSI3SK: `${at}#${applicationId}` };
}

/** Notes that a mail has failed, while its applicant waits for it. */
export async function noteFailedMail(table: Table, applicationId: string, failed: FailedMail): Promise<void> {
  const { GSI3PK, GSI3SK } = failureKeys(applicationId, failed);
  const statuses = waitsIn(failed.noticeKey).map((status, index) => [`:status${index}`, status] as const);
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.application(applicationId),
        UpdateExpression: 'SET failed = :failed, GSI3PK = :pk, GSI3SK = :sk',
        ConditionExpression: `#status IN (${statuses.map(([name]) => name).join(', ')})`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':failed': failed,
          ':pk': GSI3PK,
          ':sk': GSI3SK,
          ...Object.fromEntries(statuses),
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}

/** Those of which a mail has failed, longest first. */
export async function applicationsWithFailedMail(table: Table, most: number): Promise<Application[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: 'GSI3',
      KeyConditionExpression: 'GSI3PK = :failed',
      ExpressionAttributeValues: { ':failed': mailFailed },
      Limit: most,
    }),
  );
  return Items.map((item) => withoutKeys(item) as unknown as Application);
}
