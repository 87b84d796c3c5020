import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface ClosedProps extends MailProps {
  /** The plans, to come back. */
  link: string;
}

export function closedDeclinedMail(props: ClosedProps): Mail {
  return compose(props, [
    'The agreement was declined, so it is closed. Nothing was charged and nothing will be.',
    'The place that was kept is free for someone else now.',
  ]);
}

export function closedExpiredMail(props: ClosedProps): Mail {
  return compose(props, [
    'The agreement was not signed by both sides in time, so it is closed. Nothing was charged and nothing will be.',
    'The place that was kept is free for someone else now.',
  ]);
}

export function closedUnpaidMail(props: ClosedProps): Mail {
  return compose(props, [
    'The first payment did not arrive, so the agreement is closed and your plan has not begun. Nothing was charged, and you owe nothing.',
    'The place that was kept is free for someone else now.',
  ]);
}

function compose({ practice, firstName, link }: ClosedProps, what: readonly string[]): Mail {
  return composeMail({
    practice,
    subject: `Your agreement with ${practice.name} is closed`,
    greeting: hello(firstName),
    blocks: [
      ...what,
      `You need not do anything. You are welcome to come back: apply again, or call us at ${practice.phone}.`,
    ],
    link: { label: 'See the plans', url: link },
    why: `You get this email because you applied to ${practice.name} and confirmed this address.`,
  });
}
