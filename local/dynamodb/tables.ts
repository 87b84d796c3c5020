import { account, type Provisioners, region } from '../kernel/aws-service.ts';
import type { Engine } from './engine.ts';
import { readTable, refuseDifference, type TableDefinition } from './table-definition.ts';

/** A table that is there: its definition, and where its stream is, under AWS's name and under the engine's. */
export interface Table extends TableDefinition {
  arn: string;
  streamArn: string | undefined;
  engineStreamArn: string | undefined;
}

/** The tables of the template, by name. */
export class Tables {
  readonly #engine: Engine;
  readonly #tables = new Map<string, Table>();

  readonly provisioners: Provisioners = {
    'AWS::DynamoDB::GlobalTable': (logicalId, properties, stack) =>
      this.#provision(readTable(logicalId, properties, stack.stackName)),
    'AWS::DynamoDB::Table': (logicalId, properties, stack) =>
      this.#provision(readTable(logicalId, properties, stack.stackName)),
  };

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  all(): Table[] {
    return [...this.#tables.values()];
  }

  /** By name or ARN, as requests may give either. */
  find(nameOrArn: string): Table | undefined {
    return this.#tables.get(nameOrArn) ?? this.all().find((table) => table.arn === nameOrArn);
  }

  ofStream(streamArn: string): Table | undefined {
    return this.all().find((table) => table.streamArn === streamArn);
  }

  async #provision(definition: TableDefinition) {
    const description = await this.#describe(definition.name);
    if (description !== undefined) refuseDifference(definition, description);
    else await this.#engine.call('DynamoDB_20120810.CreateTable', definition.create);
    const made = description ?? (await this.#describe(definition.name));
    const arn = `arn:aws:dynamodb:${region}:${account}:table/${definition.name}`;
    const hasStream = made?.LatestStreamLabel !== undefined;
    const table: Table = {
      ...definition,
      arn,
      streamArn: hasStream ? `${arn}/stream/${made.LatestStreamLabel}` : undefined,
      engineStreamArn: hasStream ? made.LatestStreamArn : undefined,
    };
    this.#tables.set(table.name, table);
    return {
      ref: table.name,
      attributes: { Arn: arn, TableId: made?.TableId, ...(hasStream && { StreamArn: table.streamArn }) },
    };
  }

  async #describe(name: string): Promise<any> {
    try {
      return (await this.#engine.call('DynamoDB_20120810.DescribeTable', { TableName: name })).Table;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }
}
