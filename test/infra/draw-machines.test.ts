import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { drawPage } from '../../infra/draw-machines.ts';
import { drawMachine } from '../../infra/mermaid.ts';

test('docs/machines.md shows the machines as they are; if not: npm run machines', () => {
  expect(readFileSync('docs/machines.md', 'utf8')).toBe(drawPage());
});

describe('a drawn machine', () => {
  const draw = (States: Parameters<typeof drawMachine>[0]['States']) => drawMachine({ StartAt: 'Ask', States });

  test('shows each way out of a choice by its condition', () => {
    const drawing = draw({
      Ask: { Type: 'Choice', Choices: [{ Condition: "{% $a = '\"<b>' %}", Next: 'Done: yes' }], Default: 'Failed: no' },
      'Done: yes': { Type: 'Succeed' },
      'Failed: no': { Type: 'Fail' },
    });
    expect(drawing).toBe(
      [
        'flowchart TD',
        '  start(( )) --> s0',
        '  s0{"Ask"}',
        `  s0 -->|"$a = '#quot;#lt;b#gt;'"| s1`,
        '  s0 -->|"otherwise"| s2',
        '  s1(("Done: yes"))',
        '  s2(("Failed: no"))',
      ].join('\n'),
    );
  });

  test('tells tasks, waits for a token and other machines apart, and shows what is caught', () => {
    const drawing = draw({
      Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Wait for it' },
      'Wait for it': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Next: 'Run it',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Ask' }],
      },
      'Run it': { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Next: 'Ask' },
    });
    expect(drawing).toContain('s0["Ask"]');
    expect(drawing).toContain('s1(["Wait for it (until woken)"])');
    expect(drawing).toContain('s1 -.->|"States.Timeout"| s0');
    expect(drawing).toContain('s2[["Run it"]]');
  });

  test('refuses a way to a state that does not exist', () => {
    expect(() => draw({ Ask: { Type: 'Pass', Next: 'Nowhere' } })).toThrow('The state "Nowhere" does not exist');
  });
});
