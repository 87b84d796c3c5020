/** Draws a state machine's definition as a Mermaid flowchart. */
export interface State {
  Type: string;
  Comment?: string;
  Resource?: string;
  Next?: string;
  Default?: string;
  Choices?: { Condition?: string; Comment?: string; Next: string }[];
  Catch?: { ErrorEquals: string[]; Comment?: string; Next: string }[];
  Retry?: { ErrorEquals: string[]; Comment?: string }[];
}

export interface Definition {
  Comment?: string;
  QueryLanguage?: string;
  StartAt: string;
  States: Record<string, State>;
}

/** Mermaid reads a label in quotes as it is, but for these. */
const quote = (text: string): string => {
  const codes: Record<string, string> = { '"': '#quot;', '#': '#35;', '<': '#lt;', '>': '#gt;' };
  return `"${text.replace(/["#<>]/g, (character) => codes[character] ?? character)}"`;
};

/** `{% $position.next = 'open' %}` → `$position.next = 'open'` */
const condition = (text: string): string => text.replace(/^\{%\s*|\s*%\}$/g, '');

const box = (name: string, state: State): string => {
  const waitsForToken = state.Resource?.endsWith('.waitForTaskToken') ?? false;
  const startsMachine = state.Resource?.includes(':states:startExecution') ?? false;
  const label = quote(waitsForToken ? `${name} (until woken)` : name);
  if (startsMachine) return `[[${label}]]`;
  if (waitsForToken || state.Type === 'Wait') return `([${label}])`;
  if (state.Type === 'Choice') return `{${label}}`;
  if (state.Type === 'Succeed' || state.Type === 'Fail') return `((${label}))`;
  return `[${label}]`;
};

const arrows = (state: State, to: (name: string) => string): string[] => [
  ...(state.Next ? [`--> ${to(state.Next)}`] : []),
  ...(state.Choices ?? []).map((choice) => `-->|${quote(condition(choice.Condition ?? ''))}| ${to(choice.Next)}`),
  ...(state.Default ? [`-->|"otherwise"| ${to(state.Default)}`] : []),
  ...(state.Catch ?? []).map((each) => `-.->|${quote(each.ErrorEquals.join(', '))}| ${to(each.Next)}`),
];

export const drawMachine = (definition: Definition): string => {
  const names = Object.keys(definition.States);
  const to = (name: string) => {
    if (!names.includes(name)) throw new Error(`The state ${JSON.stringify(name)} does not exist`);
    return `s${names.indexOf(name)}`;
  };
  const states = Object.entries(definition.States).flatMap(([name, state]) => {
    if (state.Type === 'Parallel' || state.Type === 'Map')
      throw new Error(`A ${state.Type} state can't be drawn yet: ${name}`);
    return [`  ${to(name)}${box(name, state)}`, ...arrows(state, to).map((arrow) => `  ${to(name)} ${arrow}`)];
  });
  return ['flowchart TD', `  start(( )) --> ${to(definition.StartAt)}`, ...states].join('\n');
};
