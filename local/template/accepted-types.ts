import type { Provisioner, Provisioners } from '../kernel/aws-service.ts';

type Names = (physicalName: string, arnOf: (service: string, resource: string) => string) => Attributes;
type Attributes = { ref?: string; attributes?: Record<string, unknown> };

const plain: Names = () => ({});

/**
 * Resource types that are accepted and have no effect on this machine, each with the reason. What other resources ask
 * of them (a name, an ARN) is given as AWS would.
 */
const accepted: Record<string, { because: string; nameProperty?: string; names: Names }> = {
  'AWS::CDK::Metadata': { because: 'tells AWS which constructs were used', names: plain },
  'AWS::CloudWatch::Alarm': {
    because: 'alarms watch metrics of AWS',
    nameProperty: 'AlarmName',
    names: (name, arnOf) => ({ attributes: { Arn: arnOf('cloudwatch', `alarm:${name}`) } }),
  },
  'AWS::CloudWatch::CompositeAlarm': {
    because: 'alarms watch metrics of AWS',
    nameProperty: 'AlarmName',
    names: (name, arnOf) => ({ attributes: { Arn: arnOf('cloudwatch', `alarm:${name}`) } }),
  },
  'AWS::CloudWatch::Dashboard': { because: 'shows metrics of AWS', nameProperty: 'DashboardName', names: plain },
  'AWS::KMS::Alias': { because: 'a second name for a key', nameProperty: 'AliasName', names: plain },
  'AWS::Logs::LogGroup': {
    because: 'functions log to the files of this machine',
    nameProperty: 'LogGroupName',
    names: (name, arnOf) => ({ attributes: { Arn: `${arnOf('logs', `log-group:${name}`)}:*` } }),
  },
  'AWS::Logs::MetricFilter': { because: 'makes metrics for alarms', names: plain },
  'AWS::Logs::QueryDefinition': { because: 'a saved search of the console', names: plain },
  'AWS::Logs::ResourcePolicy': { because: 'lets services of AWS write log groups', names: plain },
  'AWS::S3::Bucket': {
    because: 'no function reads or writes a bucket; a call to S3 is refused by the front door',
    nameProperty: 'BucketName',
    names: (name) => {
      const bucket = name.toLowerCase();
      const domain = `${bucket}.s3.amazonaws.com`;
      return {
        ref: bucket,
        attributes: { Arn: `arn:aws:s3:::${bucket}`, DomainName: domain, RegionalDomainName: domain },
      };
    },
  },
  'AWS::S3::BucketPolicy': { because: 'there is no S3 here', names: plain },
  'AWS::SNS::Subscription': { because: 'alarms go out through it', names: plain },
  'AWS::SNS::Topic': {
    because: 'alarms go out through it',
    nameProperty: 'TopicName',
    names: (name, arnOf) => {
      const arn = arnOf('sns', name);
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
  },
};

/** The accepted types with their reasons, for people: `npm start` and the docs may list them. */
export const acceptedTypes: Record<string, string> = Object.fromEntries(
  Object.entries(accepted).map(([type, { because }]) => [type, because]),
);

export const acceptedProvisioners: Provisioners = Object.fromEntries(
  Object.entries(accepted).map(([type, { nameProperty, names }]): [string, Provisioner] => [
    type,
    (logicalId, properties, { stackName, region, account }) => {
      const name = (nameProperty && properties[nameProperty]) ?? `${stackName}-${logicalId}`;
      const arnOf = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
      const { ref = name, attributes = {} } = names(name, arnOf);
      return { ref, attributes };
    },
  ]),
);
