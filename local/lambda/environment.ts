import { region } from '../kernel/aws-service.ts';
import type { FunctionConfig } from './function-config.ts';

export interface Access {
  /** The local cloud's own endpoint, for the SDKs. */
  endpoint: string;
  /** Stands for the function's role. */
  accessKey: string;
  /** Names the sandbox: every call that it makes carries this. */
  sessionToken: string;
}

/** The whole environment of a function: what the template says, what Lambda sets, and nothing of this machine's. */
export function environmentOf(config: FunctionConfig, access: Access): Record<string, string> {
  return {
    ...config.environment,
    AWS_ACCESS_KEY_ID: access.accessKey,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: access.sessionToken,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: access.endpoint,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: config.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: config.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: config.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: access.sessionToken,
    LAMBDA_TASK_ROOT: config.folder,
    _HANDLER: config.handler,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    // Where the SDK would look for this person's own AWS files: a place that has none.
    HOME: config.folder,
  };
}
