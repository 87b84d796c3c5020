import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { closeServer } from '../front-door/listen.ts';
import type { Provisioners } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import { refuseUnknown, refuseValue } from '../lambda/known-properties.ts';
import type { Client, IssuerData, Person } from './protocol.ts';

const known = {
  pool: [
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'MfaConfiguration',
    'Policies',
    'Schema',
    'SmsVerificationMessage',
    'UserPoolName',
    'UserPoolTier',
    'UsernameAttributes',
    'UsernameConfiguration',
    'VerificationMessageTemplate',
  ],
  client: [
    'AccessTokenValidity',
    'AllowedOAuthFlows',
    'AllowedOAuthFlowsUserPoolClient',
    'AllowedOAuthScopes',
    'CallbackURLs',
    'ClientName',
    'EnableTokenRevocation',
    'ExplicitAuthFlows',
    'GenerateSecret',
    'IdTokenValidity',
    'LogoutURLs',
    'PreventUserExistenceErrors',
    'RefreshTokenValidity',
    'SupportedIdentityProviders',
    'TokenValidityUnits',
    'UserPoolId',
  ],
  group: ['GroupName', 'UserPoolId'],
  domain: ['Domain', 'ManagedLoginVersion', 'UserPoolId'],
  look: ['ClientId', 'UseCognitoProvidedValues', 'UserPoolId'],
};

/**
 * The template's user pool as an OpenID issuer on a port of this machine, with a demonstration account for each person. The
 * issuer runs in a thread of its own, whose `Date` is the cloud's, from the first time that somebody signs in.
 */
export function createUserPools({ clock, people }: { clock: Clock; people: Person[] }) {
  const clients: Client[] = [];
  const groups = new Set<string>();
  let issuer = '';
  let running: Promise<{ worker: Worker; port: number }> | undefined;

  function start(): Promise<{ worker: Worker; port: number }> {
    const strangers = people.filter(({ group }) => !groups.has(group));
    if (strangers.length > 0) {
      const names = strangers.map(({ group }) => group).join(', ');
      throw new Error(`The user pool has no group ${names}; it has ${[...groups].join(', ')}`);
    }
    const data: IssuerData = { issuer, clients, people, clock: clock.shared };
    const worker = new Worker(new URL('./issuer.ts', import.meta.url), {
      workerData: data,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.unref();
    return new Promise((resolve, reject) => {
      worker.once('message', (port: number) => resolve({ worker, port })).once('error', reject);
    });
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    running ??= start();
    const { port } = await running;
    const { method, url: path, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch((error: unknown) => {
      console.error('The local user pool failed:', error);
      outgoing.writeHead(500).end();
    });
  });

  const provisioners: Provisioners = {
    'AWS::Cognito::UserPool': (logicalId, properties, { stackName, region, account }) => {
      const where = `${logicalId} (AWS::Cognito::UserPool)`;
      refuseUnknown(where, properties, known.pool);
      const alone = properties.AdminCreateUserConfig?.AllowAdminCreateUserOnly;
      // What this issuer stands for: accounts that the practice made, and an authenticator app for each.
      if (alone !== true) refuseValue(where, 'AllowAdminCreateUserOnly', alone, 'true');
      if (properties.MfaConfiguration !== 'ON')
        refuseValue(where, 'MfaConfiguration', properties.MfaConfiguration, 'ON');
      const ref = `${region}_${createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 9)}`;
      const ProviderName = `cognito-idp.${region}.amazonaws.com/${ref}`;
      const Arn = `arn:aws:cognito-idp:${region}:${account}:userpool/${ref}`;
      return { ref, attributes: { Arn, ProviderName, ProviderURL: issuer, UserPoolId: ref } };
    },
    'AWS::Cognito::UserPoolGroup': (logicalId, properties) => {
      refuseUnknown(`${logicalId} (AWS::Cognito::UserPoolGroup)`, properties, known.group);
      groups.add(properties.GroupName);
      return { ref: properties.GroupName, attributes: {} };
    },
    'AWS::Cognito::UserPoolDomain': (logicalId, properties) => {
      refuseUnknown(`${logicalId} (AWS::Cognito::UserPoolDomain)`, properties, known.domain);
      return { ref: properties.Domain, attributes: {} };
    },
    'AWS::Cognito::UserPoolClient': (logicalId, properties) => {
      const where = `${logicalId} (AWS::Cognito::UserPoolClient)`;
      refuseUnknown(where, properties, known.client);
      if (properties.GenerateSecret === true)
        refuseValue(where, 'GenerateSecret', true, 'false: a public client with PKCE');
      const flows: string[] = properties.AllowedOAuthFlows ?? [];
      if (flows.join() !== 'code') refuseValue(where, 'AllowedOAuthFlows', flows, 'code alone');
      const clientId = createHash('sha256').update(logicalId).digest('hex').slice(0, 26);
      const { CallbackURLs: callbacks, LogoutURLs: logouts, AllowedOAuthScopes: scopes } = properties;
      clients.push({ clientId, callbacks, logouts, scopes });
      return { ref: clientId, attributes: { ClientId: clientId } };
    },
    'AWS::Cognito::ManagedLoginBranding': (logicalId, properties) => {
      refuseUnknown(`${logicalId} (AWS::Cognito::ManagedLoginBranding)`, properties, known.look);
      return { ref: logicalId, attributes: {} };
    },
  };

  return {
    provisioners,
    /** Takes a free port, before the template is loaded: the issuer's address has it. */
    listen: async (): Promise<void> => {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
      issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
    },
    close: async (): Promise<void> => {
      const { worker } = (await running?.catch(() => undefined)) ?? {};
      await worker?.terminate();
      await closeServer(server);
    },
  };
}
