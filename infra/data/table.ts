import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** Generic names, and three from the first day: CloudFormation adds at most one index per update of the table. */
const indexNames = ['GSI1', 'GSI2', 'GSI3'] as const;
export type IndexName = (typeof indexNames)[number];

const string = (name: string) => ({ name, type: AttributeType.STRING });

export const agreementsTable = (scope: Construct, id: string, key: Key): TableV2 =>
  new TableV2(scope, id, {
    partitionKey: string('PK'),
    sortKey: string('SK'),
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.customerManagedKey(key),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    // The stream only hints that a wish is there; keys are enough for its filter, and no patient data is copied.
    dynamoStream: StreamViewType.KEYS_ONLY,
    timeToLiveAttribute: 'ttl',
    globalSecondaryIndexes: indexNames.map((indexName) => ({
      indexName,
      partitionKey: string(`${indexName}PK`),
      sortKey: string(`${indexName}SK`),
      projectionType: ProjectionType.ALL,
    })),
  });
