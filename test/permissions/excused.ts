/** What is allowed and never used in a run, by statement and pattern, each with the reason why it stays. */
export interface Excuse {
  statement: RegExp;
  pattern: RegExp;
  because: string;
}

export const excused: Excuse[] = [
  {
    statement: /^(DocumentsKey|OperationsKey)\w+ 1$/,
    pattern: /^kms:\*$|:key\//,
    because:
      'The account must be able to keep its own key: without this statement nobody could ever change or delete it',
  },
];
