import { TestCloud, task } from './harness.ts';

// Run by kill.test.ts as a process of its own, on the data folder given: counts to 150 in tasks, then counts on in a Map
// whose iterations have Maps of their own, and waits for nothing.
export const rounds = 150;
export const items = [0, 10, 20, 30, 40, 50];

const addOne = task('count', {
  Arguments: { FunctionName: 'count', Payload: { n: '{% $states.input %}' } },
  Output: '{% $states.result.Payload.n %}',
  End: true,
});

const countingMachine = {
  Begin: { Type: 'Pass', Output: { n: 0 }, Next: 'Count' },
  Count: task('count', { Output: '{% $states.result.Payload %}', Next: 'Enough?' }),
  'Enough?': {
    Type: 'Choice',
    Choices: [{ Condition: `{% $states.input.n >= ${rounds} %}`, Next: 'Each' }],
    Default: 'Count',
  },
  Each: {
    Type: 'Map',
    Items: items,
    ItemSelector: { from: '{% $states.input.n + $states.context.Map.Item.Value %}' },
    MaxConcurrency: 4,
    ItemProcessor: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Map',
          Items: '{% [$states.input.from, $states.input.from + 1] %}',
          ItemProcessor: { StartAt: 'Add', States: { Add: addOne } },
          End: true,
        },
      },
    },
    Next: 'Done',
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
