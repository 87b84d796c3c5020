const attention: Record<string, string> = {
  mail_blocked: 'Email can’t be sent at the moment',
  mail_not_delivered: 'An email did not arrive',
  email_refused: 'Takes no email from us any more: letters go by post',
  letter_returned: 'A letter came back: find a new address',
  physician_not_reached: 'The physician’s email about the queue did not arrive',
  wish_failed: 'The next step could not be started',
  execution_failed: 'A step failed',
  execution_timed_out: 'A step took too long',
  execution_aborted: 'A step was stopped',
  wrong_person: 'An email reached the wrong person',
  paper_wanted: 'Wants paper',
  payer_declined: 'Whoever was to pay does not want to',
  question: 'Has a question',
  terms_declined: 'The physician declined the changed terms: decide how it goes on',
  joining_declined: 'Somebody was asked to join, and one of those who were to sign declined',
  joining_expired: 'Somebody was asked to join, and not all signed in time',
  joining_stopped:
    'Somebody was asked to join, and what they were to sign holds no more: ask anew if they still wish it',
  version_not_sold: 'A newer version of the plan can’t be sold to them: it renews at their own',
  renewal_undecided: 'Thirty days after its year it is not decided whether it goes on',
  member_died: 'A member has died: see to what becomes of the household’s agreement',
  owed_at_end: 'It has ended, and a part of what was earned is not paid',
  refund_by_check: 'A refund is to be sent by check',
  doctor_changes_sooner: 'The physician leaves before the change of doctor was due, so it comes sooner: tell them',
  unpaid: 'A payment is still open: decide what becomes of it',
  charged_after_close: 'Money came although nothing was due: it has to go back',
  link_shut: 'Somebody guessed at the date of birth',
  turns_65: 'Turns 65 soon: see to Medicare',
  private_contract:
    'Has Medicare, and the doctor has opted out: a private contract has to be signed before the first care',
  plan_not_for_state: 'Lives where this plan may not be sold',
  comes_of_age: 'Comes of age soon: has to sign in person',
  came_of_age: 'Has come of age: nobody else signs for them any more',
};

/** What somebody should look at, by the code of its mark. */
export function attentionWords(code: string): string {
  return attention[code] ?? code.replaceAll('_', ' ');
}
