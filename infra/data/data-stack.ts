import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { DocumentsBucket } from './documents-bucket.ts';
import { staffPool } from './staff-pool.ts';
import { agreementsTable } from './table.ts';

/** What survives: the table, the documents, their keys, and who works at the practice. Nothing here is ever deleted by a deployment. */
export class DataStack extends Stack {
  readonly table: TableV2;
  readonly tableKey: Key;
  readonly staffPool: UserPool;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.tableKey = this.key('TableKey', 'Encrypts the agreements');
    this.table = agreementsTable(this, 'Table', this.tableKey);
    this.staffPool = staffPool(this, 'StaffPool');
    new DocumentsBucket(this, 'Documents', this.key('DocumentsKey', 'Encrypts the sealed documents'));
  }

  /** A lost key loses what it encrypts, so the keys outlive the stack as well. */
  private key(id: string, description: string): Key {
    return new Key(this, id, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
  }
}
