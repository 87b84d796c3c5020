import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An endpoint in place of AWS, spoken to by the real clients, for the few calls that the local cloud does not serve. */
export interface FakeAws {
  /** For a child process: only this endpoint, with credentials that mean nothing. */
  env: Record<string, string>;
  calls: { name: string; body: string }[];
  /** By method and path for Lambda, by action for SES: `GetSendQuota`. A string is sent as it is. */
  answer(name: string, status: number, body: unknown, headers?: Record<string, string>): void;
  forget(): void;
  close(): void;
}

interface Answer {
  status: number;
  body: string;
  headers: Record<string, string>;
}

const notFound: Answer = {
  status: 404,
  body: JSON.stringify({
    Type: 'User',
    Message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:perennial-practice',
  }),
  headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
};

export const fakeAws = async (): Promise<FakeAws> => {
  const answers = new Map<string, Answer>();
  const calls: FakeAws['calls'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = (request.url ?? '').replace(/[/?]*(\?.*)?$/, '');
    const name = new URLSearchParams(body).get('Action') ?? `${request.method} ${path}`;
    calls.push({ name, body });
    const { status, body: text, headers } = answers.get(name) ?? notFound;
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'fake',
      AWS_SECRET_ACCESS_KEY: 'fake-secret',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    calls,
    answer: (name, status, body, headers = {}) => {
      answers.set(name, { status, body: typeof body === 'string' ? body : JSON.stringify(body), headers });
    },
    forget: () => {
      answers.clear();
      calls.length = 0;
    },
    close: () => server.close(),
  };
};
