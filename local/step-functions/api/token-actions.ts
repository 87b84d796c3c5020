import { AwsError } from '../../kernel/aws-service.ts';
import type { Json } from '../jsonata/json.ts';
import type { Runner, RunnerDeps } from '../runner/runner.ts';
import { readToken } from '../runner/task-token.ts';
import type { Outcome } from '../store/execution.ts';
import { invalidToken } from './errors.ts';
import { checkSize, complainAboutJson } from './json-text.ts';
import type { Request } from './request.ts';

/** SendTaskSuccess and SendTaskFailure. */
export function tokenActions({ links, executions }: RunnerDeps, runner: Runner) {
  /** Answers the task of a token: once, and only while it waits. */
  function answer(token: string, outcome: Outcome): object {
    const turn = links.byToken(token);
    if (turn !== undefined && runner.settle(turn, (run) => runner.answer(run, outcome))) return {};
    const past = readToken(token);
    if (past === undefined) throw invalidToken();
    if (executions.get(past.executionId) === undefined) {
      throw new AwsError('TaskDoesNotExist', `Task does not exist: '${token}'`);
    }
    throw new AwsError('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
  }

  function SendTaskSuccess(request: Request): object {
    const token = request.text('taskToken');
    const output = request.text('output');
    request.done();
    const complaint = complainAboutJson(output);
    if (complaint !== undefined) throw new AwsError('InvalidOutput', `Invalid Output: '${complaint}'`);
    checkSize('output', output);
    return answer(token, { result: JSON.parse(output) as Json });
  }

  function SendTaskFailure(request: Request): object {
    const token = request.text('taskToken');
    const failure = { error: request.optionalText('error'), cause: request.optionalText('cause') };
    request.done();
    return answer(token, failure);
  }

  return { SendTaskSuccess, SendTaskFailure };
}
