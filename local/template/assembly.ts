import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inOrder } from './order.ts';

export interface Template {
  Parameters?: Record<string, { Type: string; Default?: string }>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>;
}

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
}

export interface Stack {
  name: string;
  template: Template;
}

/** A synthesized CDK app: its stacks, those first that others need, and where its assets lie on this machine. */
export interface Assembly {
  stacks: Stack[];
  /** By the S3 key that the template names: the folder or file that CDK would upload there. */
  assets: Map<string, string>;
}

interface Artifact {
  type: string;
  /** `aws://account/region`; the account is `unknown-account` where the app was synthesized for no account. */
  environment?: string;
  properties?: { templateFile?: string; stackName?: string; file?: string };
  dependencies?: string[];
}

// The construct tree and what the CLI shows; nothing of it is deployed.
const ignoredArtifacts = ['cdk:tree', 'cdk:feature-flag-report', 'cdk:validation-report'];

/**
 * Reads `cdk.out`. Throws, naming the artifact, for what the local cloud does not deploy.
 * The local cloud stands for whatever account and region the app was synthesized for: where a template spells out its
 * own, they are replaced by `here`.
 */
export function readAssembly(folder: string, here: { account: string; region: string }): Assembly {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile))
    throw new Error(`${manifestFile} is missing: synthesize the app first (npm run synth)`);
  const manifest = readJson(manifestFile);
  const artifacts: [string, Artifact][] = Object.entries(manifest.artifacts ?? {});
  const assets = new Map<string, string>();
  const stacks = new Map<string, Stack & { needs: string[] }>();
  for (const [id, artifact] of artifacts) {
    if (artifact.type === 'aws:cloudformation:stack') {
      const text = readFileSync(join(folder, artifact.properties?.templateFile ?? ''), 'utf8');
      const template: Template = JSON.parse(moved(text, artifact.environment ?? '', here));
      const needs = artifact.dependencies ?? [];
      stacks.set(id, { name: artifact.properties?.stackName ?? id, template, needs });
    } else if (artifact.type === 'cdk:asset-manifest') {
      readAssets(folder, artifact.properties?.file ?? '', assets);
    } else if (!ignoredArtifacts.includes(artifact.type)) {
      throw new Error(`${manifestFile}: the artifact ${id} of type ${artifact.type} is not known here`);
    }
  }
  const order = inOrder(
    new Map([...stacks].map(([id, stack]) => [id, stack.needs.filter((need) => stacks.has(need))])),
    'The stacks',
  );
  return {
    stacks: order.flatMap((id) => {
      const stack = stacks.get(id);
      return stack === undefined ? [] : [{ name: stack.name, template: stack.template }];
    }),
    assets,
  };
}

function moved(text: string, environment: string, here: { account: string; region: string }): string {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? [];
  const isSet = (name: string | undefined): name is string => name !== undefined && !name.startsWith('unknown-');
  const inRegion = isSet(region) ? text.replaceAll(region, here.region) : text;
  return isSet(account) ? inRegion.replaceAll(account, here.account) : inRegion;
}

function readAssets(folder: string, file: string, assets: Map<string, string>): void {
  const { files = {}, dockerImages = {} } = readJson(join(folder, file));
  for (const id of Object.keys(dockerImages)) throw new Error(`${file}: the container image ${id} is not known here`);
  for (const asset of Object.values<any>(files)) {
    for (const destination of Object.values<any>(asset.destinations)) {
      assets.set(destination.objectKey, resolve(folder, asset.source.path));
    }
  }
}

function readJson(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}
