/** What one table of the template asks for, in the words of DynamoDB's own API. */
export interface TableDefinition {
  name: string;
  /** The input of CreateTable. */
  create: any;
  /** The attribute that holds the time to live, if the table has one. */
  timeToLive: string | undefined;
  /** The customer's KMS key (its ARN), whose use the caller must be allowed. */
  keyArn: string | undefined;
}

// What protects or watches a table on AWS and has no effect on this machine.
const withoutEffect = [
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'KinesisStreamSpecification',
  'PointInTimeRecoverySpecification',
  'Region',
  'SSESpecification',
  'TableClass',
  'Tags',
  'WarmThroughput',
];
const understood = [
  'AttributeDefinitions',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'Replicas',
  'StreamSpecification',
  'TableName',
  'TimeToLiveSpecification',
];

/** Reads an `AWS::DynamoDB::GlobalTable` (what CDK's TableV2 becomes) or an `AWS::DynamoDB::Table`. */
export function readTable(logicalId: string, properties: any, stackName: string): TableDefinition {
  refuseUnknown(logicalId, properties, [...understood, ...withoutEffect]);
  const replicas = properties.Replicas ?? [{}];
  if (replicas.length !== 1)
    throw new Error(`${logicalId}: a table must have one replica, given were ${replicas.length}`);
  const replica = replicas[0];
  refuseUnknown(`${logicalId}, its replica`, replica, [...withoutEffect, 'GlobalSecondaryIndexes']);
  if (properties.BillingMode !== 'PAY_PER_REQUEST') {
    throw new Error(`${logicalId}: BillingMode must be PAY_PER_REQUEST, given was ${properties.BillingMode}`);
  }
  const name = properties.TableName ?? `${stackName}-${logicalId}`;
  const view = properties.StreamSpecification?.StreamViewType;
  const indexes = (properties.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }: any) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  return {
    name,
    create: {
      TableName: name,
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      ...(view !== undefined && { StreamSpecification: { StreamEnabled: true, StreamViewType: view } }),
    },
    timeToLive: properties.TimeToLiveSpecification?.Enabled
      ? properties.TimeToLiveSpecification.AttributeName
      : undefined,
    keyArn: replica.SSESpecification?.KMSMasterKeyId ?? properties.SSESpecification?.KMSMasterKeyId,
  };
}

/** A table made by an earlier start must still be what the template asks for: AWS would change it, here it is refused. */
export function refuseDifference(wanted: TableDefinition, description: any): void {
  const shape = (from: any) =>
    JSON.stringify({
      keys: from.KeySchema,
      attributes: sortedBy(from.AttributeDefinitions, 'AttributeName'),
      indexes: sortedBy(from.GlobalSecondaryIndexes ?? [], 'IndexName').map((index) => [
        index.IndexName,
        index.KeySchema,
        index.Projection.ProjectionType,
        [...(index.Projection.NonKeyAttributes ?? [])].sort(),
      ]),
      stream: from.StreamSpecification?.StreamViewType,
    });
  if (shape(wanted.create) === shape(description)) return;
  throw new Error(
    `The table ${wanted.name} in the data folder has other keys, indexes or another stream than the template asks for. Changing a table is not modelled here: start with --fresh, which begins with an empty one. Template: ${shape(wanted.create)} Stored: ${shape(description)}`,
  );
}

function refuseUnknown(where: string, properties: object, known: string[]): void {
  for (const property of Object.keys(properties)) {
    if (!known.includes(property)) {
      throw new Error(`${where}: ${property} of a table is not known here; known are ${known.join(', ')}`);
    }
  }
}

function sortedBy(list: any[], name: string): any[] {
  return [...list].sort((a, b) => (a[name] < b[name] ? -1 : 1));
}
