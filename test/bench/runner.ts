import { createStepFunctions } from '../../local/step-functions/step-functions.ts';
import { type Kernel, openKernel } from '../support/local-kernel.ts';
import { aimed, type Row } from './row.ts';
import { median, spread } from './statistics.ts';

const rounds = 5;
const executionsAtOnce = 40;
const [region, account] = ['us-east-1', '000000000000'];

/** A Pass that counts and a Choice that leads back to it: 250 times around. */
const loop = {
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Assign: { turns: '{% $exists($turns) ? $turns + 1 : 1 %}' }, Next: 'Enough?' },
    'Enough?': { Type: 'Choice', Choices: [{ Condition: '{% $turns < 250 %}', Next: 'Count' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** A hundred tasks one after the other. */
const tasks = {
  QueryLanguage: 'JSONata',
  StartAt: 'Task 1',
  States: Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [
      `Task ${index + 1}`,
      {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'trivial', Payload: { task: index } },
        Output: '{% $states.result.Payload %}',
        ...(index === 99 ? { End: true } : { Next: `Task ${index + 2}` }),
      },
    ]),
  ),
};

/**
 * How many states a second the local Step Functions enters, durable on file as in `npm start`, 40 executions at once: without
 * tasks, and with nothing but tasks whose function answers at once. Transitions are counted as the meter counts them.
 */
export async function runner(): Promise<Row[]> {
  const kernel = openKernel();
  try {
    const machines = new Machines(kernel);
    const [loops, calls] = [machines.create('loop', loop), machines.create('tasks', tasks)];
    await machines.transitionsPerSecond(loops);
    await machines.transitionsPerSecond(calls);
    const speeds = { without: [] as number[], with: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      speeds.without.push(await machines.transitionsPerSecond(loops));
      speeds.with.push(await machines.transitionsPerSecond(calls));
    }
    const row = (name: string, all: number[]) => {
      const detail = `${spread(all, 0)}, ${rounds} times, ${executionsAtOnce} executions at once, on file`;
      return { name, value: Math.round(median(all)), unit: 'transitions/s', detail };
    };
    return [
      aimed(row('runner without tasks', speeds.without), { atLeast: 10_000 }),
      aimed(row('runner with tasks', speeds.with), { atLeast: 2000 }),
    ];
  } finally {
    kernel.remove();
  }
}

/** A Step Functions of its own, whose one function gives back what it is given. */
class Machines {
  readonly #kernel: Kernel;
  readonly #stepFunctions;
  #transitions = 0;
  #started = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#stepFunctions = createStepFunctions({
      ...kernel,
      region,
      account,
      invokeFunction: ({ payload }) => kernel.work.run(async () => ({ payload })),
      authorize: () => {},
      emit: () => {},
      countTransitions: (_execution, transitions) => {
        this.#transitions += transitions;
      },
    });
  }

  create(name: string, definition: object): string {
    const roleArn = `arn:aws:iam::${account}:role/machine`;
    const body = { name, definition: JSON.stringify(definition), roleArn };
    return (this.#stepFunctions.call('CreateStateMachine', body) as { stateMachineArn: string }).stateMachineArn;
  }

  async transitionsPerSecond(stateMachineArn: string): Promise<number> {
    this.#transitions = 0;
    const startedAt = performance.now();
    const executions = Array.from({ length: executionsAtOnce }, () => {
      this.#started += 1;
      const body = { stateMachineArn, name: `e${this.#started}`, input: '{}' };
      return (this.#stepFunctions.call('StartExecution', body) as { executionArn: string }).executionArn;
    });
    await this.#kernel.work.quiet();
    const seconds = (performance.now() - startedAt) / 1000;
    for (const executionArn of executions) {
      const ended = this.#stepFunctions.call('DescribeExecution', { executionArn }) as Record<string, unknown>;
      if (ended.status !== 'SUCCEEDED') throw new Error(`An execution ended as ${ended.status}: ${ended.cause}`);
    }
    return this.#transitions / seconds;
  }
}
