import type { AwsError, Permission } from '../kernel/aws-service.ts';
import { fits, fitsAction } from './patterns.ts';
import type { Statement } from './policy-document.ts';

/** An action or a resource of one statement, and whether it ever allowed anything. */
export interface PermissionUse {
  /** The policy's logical id and the statement's place in it, from 1 on: `FunctionsTasksPolicyAF55A5DE 2`. */
  statement: string;
  part: 'action' | 'resource';
  pattern: string;
  isUsed: boolean;
}

/** Which statement of the template's policies allowed what since the start, and what was denied. */
export class PermissionRecord {
  readonly denied: string[] = [];
  readonly #statements = new Map<string, Statement>();
  readonly #used = new Set<string>();

  /** Makes statements known, so that those that never allow anything are told as well. */
  declare(statements: Statement[]): void {
    for (const statement of statements) this.#statements.set(statement.id, statement);
  }

  /** Notes an error of denial, which it gives back to be thrown. */
  denial(error: AwsError): AwsError {
    this.denied.push(error.message);
    return error;
  }

  allowed(statement: Statement, { action, resource }: Permission): void {
    const actions = statement.actions.filter((pattern) => fitsAction(pattern, action));
    const resources = statement.resources.filter((pattern) => fits(pattern, resource));
    for (const pattern of actions) this.#used.add(`${statement.id} action ${pattern}`);
    for (const pattern of resources) this.#used.add(`${statement.id} resource ${pattern}`);
  }

  uses(): PermissionUse[] {
    return [...this.#statements.values()]
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ id, actions, resources }) => [
        ...actions.map((pattern) => this.#use(id, 'action', pattern)),
        ...resources.map((pattern) => this.#use(id, 'resource', pattern)),
      ]);
  }

  #use(statement: string, part: PermissionUse['part'], pattern: string): PermissionUse {
    return { statement, part, pattern, isUsed: this.#used.has(`${statement} ${part} ${pattern}`) };
  }
}
