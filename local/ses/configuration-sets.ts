import { AwsError, account, type Provisioners, region } from '../kernel/aws-service.ts';
import { refuseUnknown, refuseValue } from '../lambda/known-properties.ts';
import type { Identities } from './identities.ts';

interface ConfigurationSet {
  isSending: boolean;
  /** The kinds of events that go to EventBridge, by the destination's name: `send`, `delivery`, `bounce` and so on. */
  destinations: Map<string, string[]>;
}

const known = {
  set: ['DeliveryOptions', 'Name', 'ReputationOptions', 'SendingOptions', 'SuppressionOptions', 'Tags'],
  destination: ['ConfigurationSetName', 'EventDestination'],
  event: ['Enabled', 'EventBridgeDestination', 'MatchingEventTypes', 'Name'],
  identity: [
    'ConfigurationSetAttributes',
    'DkimAttributes',
    'EmailIdentity',
    'FeedbackAttributes',
    'MailFromAttributes',
    'Tags',
  ],
};

/** The template's configuration sets, and its identities. */
export class ConfigurationSets {
  readonly #sets = new Map<string, ConfigurationSet>();

  readonly provisioners: Provisioners;

  constructor(identities: Identities) {
    this.provisioners = {
      'AWS::SES::ConfigurationSet': (logicalId, properties, stack) => {
        refuseUnknown(`${logicalId} (AWS::SES::ConfigurationSet)`, properties, known.set);
        const name = String(properties.Name ?? `${stack.stackName}-${logicalId}`);
        const isSending = properties.SendingOptions?.SendingEnabled !== false;
        this.#sets.set(name, { isSending, destinations: this.#sets.get(name)?.destinations ?? new Map() });
        return { ref: name, attributes: {} };
      },
      'AWS::SES::ConfigurationSetEventDestination': (logicalId, properties) => {
        const where = `${logicalId} (AWS::SES::ConfigurationSetEventDestination)`;
        refuseUnknown(where, properties, known.destination);
        const { Enabled, EventBridgeDestination, MatchingEventTypes, Name = logicalId } = properties.EventDestination;
        refuseUnknown(`${where}.EventDestination`, properties.EventDestination, known.event);
        const bus = EventBridgeDestination?.EventBusArn;
        const defaultBus = `arn:aws:events:${region}:${account}:event-bus/default`;
        if (bus !== defaultBus) refuseValue(where, 'EventBridgeDestination.EventBusArn', bus, defaultBus);
        const kinds = (MatchingEventTypes as string[]).map((kind) => kind.toLowerCase().replaceAll('_', ''));
        this.require(properties.ConfigurationSetName).destinations.set(Name, Enabled === false ? [] : kinds);
        return { ref: `${properties.ConfigurationSetName}|${Name}`, attributes: { Id: Name } };
      },
      'AWS::SES::EmailIdentity': (logicalId, properties) => {
        refuseUnknown(`${logicalId} (AWS::SES::EmailIdentity)`, properties, known.identity);
        identities.verify(properties.EmailIdentity);
        return { ref: properties.EmailIdentity, attributes: {} };
      },
    };
  }

  /** Throws where there is no such set. */
  require(name: string): ConfigurationSet {
    const set = this.#sets.get(name);
    if (set !== undefined) return set;
    throw new AwsError('ConfigurationSetDoesNotExist', `Configuration set <${name}> does not exist.`);
  }

  /** Whether events of this kind are told to EventBridge. */
  publishes(name: string | undefined, kind: string): boolean {
    const destinations = name === undefined ? undefined : this.#sets.get(name)?.destinations;
    return [...(destinations?.values() ?? [])].some((kinds) => kinds.includes(kind));
  }
}
