/** What was just done, in the words of the page that one is led to; the address names only which of them. */
const words: Record<string, string> = {
  approved: 'Approved. The patient gets the agreement to read and to sign.',
  refused: 'Refused. The applicant is told the reason.',
  'decided-already': 'Somebody else has decided this meanwhile, or it was withdrawn.',
  signed: 'Signed. The first payments are asked for now, by the way that each payer chose.',
  resend: 'A fresh link is on its way. The one before works no longer.',
  correct: 'The contact data are corrected.',
  unlock: 'Unlocked: there are five tries again.',
  void: 'The agreement is void. Everyone who was asked is told.',
  paper: 'From now on this person gets paper. The packet is ready to print.',
  'paper-signed': 'The signed papers are recorded.',
  proof: 'The proof is noted.',
  offer: 'The seat is offered. They have seven days to answer.',
  leave: 'Taken off the waiting list.',
  payer: 'The payer is asked by email.',
  'helper-add': 'The helper gets copies from now on.',
  'helper-revoke': 'The helper gets no more copies.',
  answered: 'The question is marked as answered.',
  posted: 'The letter is noted as posted.',
  settle: 'Noted as looked at.',
  payment: 'The payment is recorded.',
  bounced: 'The payment is open again, and the payer is told.',
  credit: 'That much less is asked for.',
  extend: 'There is more time. Nobody is reminded before that day.',
  restart: 'It begins again. Look once more in a minute.',
  use: 'The service is recorded.',
  cancel: 'The cancellation is recorded, and they have it in writing.',
  end: 'It ends on that day, and they have it in writing.',
  'undo-ending': 'The ending is undone.',
  renew: 'The yes is recorded. The next year is settled.',
  'refund-posted': 'The refund is noted as posted.',
  'write-off': 'It is written off. Nobody is asked for it any more.',
};

export function doneWords(done: string | undefined): string | undefined {
  return done !== undefined && Object.hasOwn(words, done) ? words[done] : undefined;
}
