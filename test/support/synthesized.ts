import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of many shapes
  Properties: any;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface Template {
  Resources: Record<string, Resource>;
}

export interface Synthesis {
  status: number | null;
  /** What it printed on both streams. */
  output: string;
  data: Template;
  app: Template;
}

/** What the machine that runs the tests knows of AWS must not change what is synthesized. */
const withoutAws = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_')),
);

const none: Template = { Resources: {} };

const readTemplate = (folder: string, stack: string): Template => {
  try {
    return JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8')) as Template;
  } catch {
    return none;
  }
};

/** A synthesis takes seconds and depends on nothing but these files, so the tests share it. */
const sources = ['infra', 'functions', 'statemachines', 'cdk.json', 'package-lock.json', 'tsconfig.json'];

const fingerprint = (...more: string[]): string => {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  for (const source of sources) add(source);
  return hash.update(JSON.stringify(more)).digest('hex').slice(0, 16);
};

/** Runs the CDK app as the cdk command does, with no credentials, and reads what it made. */
export const synthesize = (config?: Record<string, unknown>, env: Record<string, string> = {}): Synthesis => {
  const context = config ? { CDK_CONTEXT_JSON: JSON.stringify({ perennial: config }) } : {};
  const cached = join('.cache', 'synthesized', `${fingerprint(JSON.stringify({ ...context, ...env }))}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8')) as Synthesis;
  const folder = mkdtempSync(join(tmpdir(), 'perennial-synth-'));
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
      env: { ...withoutAws, ...context, ...env, CDK_OUTDIR: folder },
      encoding: 'utf8',
    });
    const synthesis = {
      status,
      output: stdout + stderr,
      data: readTemplate(folder, 'PerennialData'),
      app: readTemplate(folder, 'PerennialApp'),
    };
    // Anything but "made" and "refused" may be an accident of this run.
    if (status === 0 || status === 2) keep(cached, synthesis);
    return synthesis;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const dayMs = 24 * 60 * 60 * 1000;

/** Two workers may write it at once: each replaces it whole. */
const keep = (path: string, synthesis: Synthesis): void => {
  mkdirSync(dirname(path), { recursive: true });
  for (const name of readdirSync(dirname(path))) {
    const old = join(dirname(path), name);
    if (Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? 0) > dayMs) rmSync(old, { force: true });
  }
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(synthesis));
  renameSync(temporary, path);
};

export const ofType = (template: Template, type: string): [id: string, resource: Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
