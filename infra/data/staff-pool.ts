import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { staffGroups } from '../../functions/deployed.ts';

/** Who works at the practice: entered by the practice alone, with an authenticator app, in one group that is their role. */
export const staffPool = (scope: Construct, id: string): UserPool => {
  const pool = new UserPool(scope, id, {
    userPoolName: 'perennial-staff',
    featurePlan: FeaturePlan.ESSENTIALS,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    standardAttributes: { email: { required: true, mutable: true }, fullname: { required: true, mutable: true } },
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireDigits: true,
      requireLowercase: true,
      requireUppercase: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const role of staffGroups) new UserPoolGroup(pool, `Group-${role}`, { userPool: pool, groupName: role });
  // A name that is taken in no other account of the Region.
  pool.addDomain('Domain', {
    cognitoDomain: { domainPrefix: `perennial-${Aws.ACCOUNT_ID}` },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  return pool;
};

/** The desk as the pool knows it: a public client with PKCE, so that there is no secret to keep. */
export const deskClient = (scope: Construct, id: string, userPool: UserPool, publicUrl: string): UserPoolClient => {
  const client = new UserPoolClient(scope, id, {
    userPool,
    userPoolClientName: 'perennial-desk',
    generateSecret: false,
    // None but by the sign-in page: a token from any other flow could change its owner's address, which says whose panel
    // is theirs. Naming no flow at all would allow two of them.
    authFlows: { user: false },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [`${publicUrl}/desk/signed-in`],
      logoutUrls: [`${publicUrl}/desk/signed-out`],
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    // The desk reads the id token once; its own session counts from then on.
    idTokenValidity: Duration.minutes(5),
    accessTokenValidity: Duration.minutes(5),
    refreshTokenValidity: Duration.hours(1),
  });
  // The sign-in page needs some look to be shown at all.
  new CfnManagedLoginBranding(scope, `${id}Look`, {
    userPoolId: userPool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  return client;
};
