import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, ConfigurationSetTlsPolicy, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { allow } from '../lambdas/statements.ts';

export const configurationSetName = 'perennial';

/**
 * How mail is sent: over TLS or not at all, and what became of each mail is told to EventBridge.
 *
 * The sender's identity is no resource here: a domain may be verified in the account already, and then a deployment
 * that makes it fails. `npm run doctor` says whether it is verified.
 */
export class Mail extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const set = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      sendingEnabled: true,
    });
    set.addEventDestination('ToEventBridge', {
      configurationSetEventDestinationName: 'to-eventbridge',
      // SES delivers to the account's default bus only.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      // No opens and no clicks: they would rewrite the signing links and watch the patient read.
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.REJECT,
      ],
    });
  }
}

/** A corrected address is taken off the account's suppression list: SES knows no resource for it, and only this one action. */
export const freeAddress = (): PolicyStatement => allow(['ses:DeleteSuppressedDestination'], '*');

/** SES checks the identity, which may be the address or its domain, and the configuration set. */
export const sendMail = (scope: Construct, config: Config): PolicyStatement => {
  const ses = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'ses', resource, resourceName });
  const domain = config.senderAddress.slice(config.senderAddress.indexOf('@') + 1);
  const identities = [config.senderAddress, domain, ...config.sandboxRecipients];
  return allow(
    ['ses:SendRawEmail'],
    ...identities.map((identity) => ses('identity', identity)),
    ses('configuration-set', configurationSetName),
  );
};
