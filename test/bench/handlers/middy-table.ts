import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const commands = { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand };

interface Request {
  action: keyof typeof commands;
  input: never;
}

/** The least that a function of this kind can be: middy, a table's client, the five commands in use, no code of ours. */
export const handler = middy<Request>().handler(({ action, input }) =>
  client.send(new commands[action](input) as GetCommand),
);
