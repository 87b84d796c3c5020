import { TestCloud, task } from './harness.ts';

// Run by kill.test.ts as a process of its own, on the data folder given: counts to 200 in tasks and waits for nothing.
export const rounds = 200;

const countingMachine = {
  Begin: { Type: 'Pass', Output: { n: 0 }, Next: 'Count' },
  Count: task('count', { Output: '{% $states.result.Payload %}', Next: 'Enough?' }),
  'Enough?': {
    Type: 'Choice',
    Choices: [{ Condition: `{% $states.input.n >= ${rounds} %}`, Next: 'Done' }],
    Default: 'Count',
  },
  Done: { Type: 'Succeed' },
};

const dataDir = process.argv[2];
if (dataDir !== undefined && import.meta.filename === process.argv[1]) {
  const cloud = new TestCloud(dataDir);
  cloud.functions.count = ({ n }) => ({ n: n + 1 });
  const stateMachineArn = cloud.create('machine', countingMachine);
  cloud.stepFunctions.resume();
  const { executions } = cloud.call('ListExecutions', { stateMachineArn });
  if (executions.length === 0) cloud.call('StartExecution', { stateMachineArn, name: 'one' });
  console.log('under way');
}
