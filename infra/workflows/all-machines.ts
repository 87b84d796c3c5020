import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { AllFunctions } from '../lambdas/all-functions.ts';
import { Machine, type Placeholders } from './machine.ts';
import { machineNames } from './machine-names.ts';

export interface AllMachinesProps {
  functions: AllFunctions;
  logsKey: Key;
}

export class AllMachines extends Construct {
  readonly all: Machine[];

  constructor(scope: Construct, id: string, { functions, logsKey }: AllMachinesProps) {
    super(scope, id);
    const placeholders: Placeholders = {
      functions: {
        TasksFunctionArn: functions.tasks.function,
        MailTasksFunctionArn: functions.mailTasks.function,
        MoneyTasksFunctionArn: functions.moneyTasks.function,
      },
      machines: { SigningMachineArn: 'signing', BillingMachineArn: 'billing' },
    };
    this.all = machineNames.map((name) => {
      const machineId = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return new Machine(this, machineId, name, { placeholders, logsKey });
    });
  }
}
