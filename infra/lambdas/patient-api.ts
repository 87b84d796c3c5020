import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { deskDoors, deskRoutes, patientRoutes } from '../../functions/deployed.ts';
import type { Config } from '../config.ts';

/** Never the path, the query or the address: a path holds a signing token, and who reads what is about health. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLatency: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
  }),
);

/** The patients' pages. Made before its function, since mails, too, need its address. */
export class PatientApi extends Construct {
  readonly api: HttpApi;
  readonly publicUrl: string;
  private readonly stage: HttpStage;

  constructor(scope: Construct, id: string, config: Config, logsKey: Key) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: 'perennial',
      description: 'Pages for patients, payers and signers, and the staff’s desk',
      createDefaultStage: false,
    });
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      logGroupName: '/aws/vendedlogs/perennial/access',
      encryptionKey: logsKey,
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      // A practice's patients come one by one; this stops a script long before it costs anything.
      throttle: { burstLimit: 50, rateLimit: 25 },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLogs), format: accessLogFormat },
    });
    this.publicUrl = this.customDomain(config) ?? this.api.apiEndpoint;
  }

  serve(handler: IFunction): void {
    // One permission for this API: all its routes go to this function anyway.
    const integration = new HttpLambdaIntegration('Patient', handler, {
      scopePermissionToRoute: false,
      timeout: Duration.seconds(20),
    });
    for (const route of patientRoutes) {
      if (route === '$default') {
        this.serveAnyOther(handler);
        continue;
      }
      const [method, path] = route.split(' ') as [HttpMethod, string];
      this.api.addRoutes({ path, methods: [method], integration });
    }
  }

  /** The staff's desk, behind its own sign-in. */
  serveDesk(handler: IFunction): void {
    const integration = new HttpLambdaIntegration('Desk', handler, {
      scopePermissionToRoute: false,
      timeout: Duration.seconds(20),
    });
    for (const route of [...deskDoors, ...deskRoutes]) {
      const [method, path] = route.split(' ') as [HttpMethod, string];
      this.api.addRoutes({ path, methods: [method], integration });
    }
  }

  /** A permission of its own: Lambda sees this route as `STAGE/$default`, which the pattern of the others does not cover. */
  private serveAnyOther(handler: IFunction): void {
    const integration = new HttpLambdaIntegration('AnyOther', handler, { timeout: Duration.seconds(20) });
    new HttpRoute(this, 'AnyOtherRoute', { httpApi: this.api, routeKey: HttpRouteKey.DEFAULT, integration });
  }

  /** A second step: only once the certificate is issued, since a stack hangs for as long as its validation does. */
  private customDomain({ domainName, certificateArn }: Config): string | undefined {
    if (domainName === undefined || certificateArn === undefined) return undefined;
    const domain = new DomainName(this, 'Domain', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new ApiMapping(this, 'Mapping', { api: this.api, domainName: domain, stage: this.stage });
    return `https://${domainName}`;
  }
}
