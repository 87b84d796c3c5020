/** Of those that start workflows. */
const startingEnv = [
  'TABLE_NAME',
  'TIME_ZONE',
  'ONBOARDING_MACHINE_ARN',
  'SIGNING_MACHINE_ARN',
  'BILLING_MACHINE_ARN',
  'RENEWAL_MACHINE_ARN',
  'TERMINATION_MACHINE_ARN',
  'NOTICE_MACHINE_ARN',
] as const;

/**
 * What is deployed: each function's entry file and the names of its environment variables. `infra/` reads this to build,
 * configure and grant; a handler reads its environment through `env('name')`. It is the one place that knows both sides.
 */
export const deployed = {
  /** Pages for patients, payers and signers. */
  patient: { entry: 'functions/http/patient.ts', env: ['TABLE_NAME', 'TIME_ZONE', 'PAYMENTS'] },
  /** The staff's desk. */
  desk: {
    entry: 'functions/http/desk/desk.ts',
    env: ['TABLE_NAME', 'TIME_ZONE', 'PAYMENTS', 'ISSUER', 'CLIENT_ID', 'PUBLIC_URL'],
  },
  /** The table's stream: wishes only. */
  stream: {
    entry: 'functions/events/stream.ts',
    env: startingEnv,
  },
  /** The recurring sweep: repeats wishes that are still there. */
  sweep: {
    entry: 'functions/events/sweep.ts',
    env: startingEnv,
  },
  /** What EventBridge tells: failed executions, and what became of a mail. */
  events: { entry: 'functions/events/aws-events.ts', env: ['TABLE_NAME', 'TIME_ZONE'] },
  /** Tasks that send mail. */
  'mail-tasks': {
    entry: 'functions/tasks/mail-tasks.ts',
    env: ['TABLE_NAME', 'TIME_ZONE', 'SENDER', 'CONFIGURATION_SET', 'PUBLIC_URL'],
  },
  /** Tasks that move money. */
  'money-tasks': { entry: 'functions/tasks/money-tasks.ts', env: ['TABLE_NAME', 'TIME_ZONE', 'PAYMENTS'] },
  /** All other tasks: positions, waits, decisions that fall due. */
  tasks: {
    entry: 'functions/tasks/other-tasks.ts',
    env: ['TABLE_NAME', 'TIME_ZONE', 'SIGNING_MACHINE_ARN', 'BILLING_MACHINE_ARN'],
  },
  /** Stores the practice's settings; invoked by `npm run practice -- FILE`. */
  practice: { entry: 'functions/events/store-practice.ts', env: ['TABLE_NAME', 'TIME_ZONE'] },
} as const satisfies Record<string, { entry: string; env: readonly string[] }>;

export type FunctionName = keyof typeof deployed;
export type EnvNames<Name extends FunctionName> = (typeof deployed)[Name]['env'][number];
export type Env<Name extends FunctionName> = Record<EnvNames<Name>, string>;

/** Counted by the functions, watched by an alarm. */
export const repairsMetric = { namespace: 'Perennial', name: 'Repairs' } as const;

/** The patient pages' routes, as API Gateway names them. A path that is not here never reaches a function. */
export const patientRoutes = [
  'GET /',
  'GET /assets/{file}',
  'GET /apply',
  'POST /apply',
  'GET /applied',
  'GET /confirm/{token}',
  'POST /confirm/{token}',
  'GET /sign/{token}',
  'GET /sign/{token}/{step}',
  'POST /sign/{token}/{step}',
  'GET /offer/{token}',
  'POST /offer/{token}',
  'GET /payer/{token}',
  'POST /payer/{token}',
  'GET /plan/{token}',
  'GET /plan/{token}/cancel',
  'GET /plan/{token}/use',
  'GET /plan/{token}/doctor',
  'GET /plan/{token}/paper',
  'POST /plan/{token}/{step}',
  'GET /pay/{token}',
  'POST /pay/{token}',
  'GET /pay/{token}/invoice',
  'GET /pay/{token}/receipt',
  'GET /pay/{token}/statement/{year}',
  // Any other address: a page that says so, in the practice's words.
  '$default',
] as const;

/** The desk's routes for whoever has signed in. */
export const deskRoutes = [
  'GET /desk',
  'GET /desk/applications',
  'GET /desk/applications/new',
  'POST /desk/applications/new',
  'GET /desk/applications/{applicationId}',
  'POST /desk/applications/{applicationId}/approve',
  'POST /desk/applications/{applicationId}/refuse',
  'GET /desk/applications/{applicationId}/letter',
  'POST /desk/applications/{applicationId}/posted',
  'POST /desk/applications/{applicationId}/send',
  'GET /desk/queue',
  'POST /desk/queue',
  'GET /desk/waitlist',
  'GET /desk/physicians/{physicianId}',
  'POST /desk/physicians/{physicianId}/leave',
  'GET /desk/agreements',
  'GET /desk/agreements/{agreementId}',
  'GET /desk/agreements/{agreementId}/packet/{signerId}',
  'GET /desk/agreements/{agreementId}/letters/{noticeKey}',
  'POST /desk/agreements/{agreementId}/{act}',
  'POST /desk/sign-out-everywhere',
] as const;

/** The desk's routes for anybody: to sign in, and after signing out. */
export const deskDoors = [
  'GET /desk/sign-in',
  'GET /desk/signed-in',
  'GET /desk/signed-out',
  'POST /desk/sign-out',
] as const;

/** The user pool's groups: each is a role (domain/staff/roles.ts). */
export const staffGroups = ['manager', 'physician', 'front-desk', 'read-only'] as const;
