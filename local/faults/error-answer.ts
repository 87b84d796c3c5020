import { type AwsAnswer, type AwsCall, AwsError } from '../kernel/aws-service.ts';

/** What AWS answers where its own side fails: the SDK tries again. */
export function failure(service: string): AwsError {
  const name = { dynamodb: 'InternalServerError', lambda: 'ServiceException' }[service] ?? 'InternalFailure';
  return new AwsError(name, 'A fault that was asked for: the service failed', 500);
}

/** What AWS answers where too much is asked of it at once. */
export function throttling(service: string): AwsError {
  const told = 'A fault that was asked for: too many requests';
  if (service === 'dynamodb') return new AwsError('ProvisionedThroughputExceededException', told);
  if (service === 'lambda') return new AwsError('TooManyRequestsException', told, 429);
  return new AwsError(service === 'ses' ? 'Throttling' : 'ThrottlingException', told);
}

/**
 * Another transaction holds one of the items. Its reasons come in the order of the items; here it is the first.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function conflict({ action, input }: Pick<AwsCall, 'action' | 'input'>): AwsAnswer {
  const isTransaction = action === 'TransactWriteItems';
  const name = isTransaction ? 'TransactionCanceledException' : 'TransactionConflictException';
  const items: unknown[] = isTransaction ? input.TransactItems : [];
  const reasons = items.map((_item, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' },
  );
  return {
    status: 400,
    headers: { 'x-amzn-errortype': name },
    body: JSON.stringify({
      __type: `com.amazonaws.dynamodb.v20120810#${name}`,
      message: isTransaction
        ? `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`
        : 'Transaction is ongoing for the item',
      ...(isTransaction && { CancellationReasons: reasons }),
    }),
  };
}
