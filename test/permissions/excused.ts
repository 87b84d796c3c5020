/** What is allowed and never used in a run, by statement and pattern, each with the reason why it stays. */
export interface Excuse {
  statement: RegExp;
  pattern: RegExp;
  because: string;
}

export const excused: Excuse[] = [
  {
    statement: /^Functions\w+Policy/,
    pattern: /^kms:GenerateDataKey$/,
    because:
      'DynamoDB makes new keys for a table in the name of whoever writes; no calls show when. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html',
  },
  {
    statement: /^(DocumentsKey|OperationsKey)\w+ 1$/,
    pattern: /^kms:\*$|:key\//,
    because:
      'The account must be able to keep its own key: without this statement nobody could ever change or delete it',
  },
  {
    statement: /^FailedEventsPolicy\w+ [23]$|^TriggersSweepSchedulePolicy\w+ 2$/,
    pattern: /^sqs:SendMessage$|FailedEvents/,
    because:
      'For what Lambda refuses at its door: it takes every event here, and what a function fails on goes by its own role',
  },
];
