import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import type { DataStack } from './data/data-stack.ts';
import { deskClient } from './data/staff-pool.ts';
import { AllFunctions } from './lambdas/all-functions.ts';
import { PatientApi } from './lambdas/patient-api.ts';
import { Alarms } from './watch/alarms.ts';
import { dashboard } from './watch/dashboard.ts';
import { failedEventsQueue } from './watch/failed-events.ts';
import { operationsKey } from './watch/operations-key.ts';
import { AllMachines } from './workflows/all-machines.ts';
import { configurationSetName, Mail } from './workflows/mail.ts';
import { Triggers } from './workflows/triggers.ts';

export interface AppStackProps extends StackProps {
  config: Config;
  dataStack: DataStack;
  bundlesFolder: string;
}

/** All that runs. Updated in place, never deleted while executions run: deleting a machine ends them. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props: AppStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { config, dataStack, bundlesFolder } = props;
    const data = { table: dataStack.table, tableKey: dataStack.tableKey, region: config.region };
    const key = operationsKey(this, 'OperationsKey');
    const failedEvents = failedEventsQueue(this, 'FailedEvents');

    new Mail(this, 'Mail');
    const pages = new PatientApi(this, 'Pages', config, key);
    const desk = deskClient(this, 'DeskClient', dataStack.staffPool, pages.publicUrl);
    const functions = new AllFunctions(this, 'Functions', {
      config,
      data,
      setting: { bundlesFolder, logsKey: key },
      configurationSetName,
      publicUrl: pages.publicUrl,
      signIn: { issuer: dataStack.staffPool.userPoolProviderUrl, clientId: desk.userPoolClientId },
      failedEvents,
    });
    pages.serve(functions.patient.function);
    pages.serveDesk(functions.desk.function);
    new AllMachines(this, 'Machines', { functions, logsKey: key });
    const { failedExecutions } = new Triggers(this, 'Triggers', { config, data, functions, failedEvents });

    const watched = { api: pages.api, functions, failedExecutions, failedEvents };
    dashboard(this, 'Dashboard', watched, new Alarms(this, 'Alarms', watched, config, key));

    new CfnOutput(this, 'DeskUrl', { value: `${pages.publicUrl}/desk`, description: 'Where staff begin' });
    new CfnOutput(this, 'PublicUrl', { value: pages.publicUrl, description: 'Where patients begin' });
  }
}
