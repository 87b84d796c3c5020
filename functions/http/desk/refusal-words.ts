import type { RefusalCode } from '../../domain/agreement/events.ts';

/** Why something could not be done, for staff. */
export const refusalWords: Record<RefusalCode, string> = {
  not_found: 'This is not a part of the agreement any more. Please look at it again.',
  already_signed: 'This person has signed meanwhile.',
  not_your_turn: 'It is not this person’s turn now.',
  step_missing: 'Something before this is not done yet.',
  text_changed: 'The text has changed. Please look at it again.',
  document_closed: 'This can’t be signed or changed any more.',
  nothing_due: 'Nothing is due here.',
  too_much: 'That is more than is left of it.',
  changed_meanwhile: 'Something else was recorded meanwhile. Please look, and enter this again if it is missing.',
  nothing_changes: 'This was done before.',
  in_force: 'The agreement is in force: it can be ended with notice, not made void.',
  to_be_signed: 'The terms change: it goes on once both sides have signed.',
  payment_on_its_way: 'A payment is on its way. Please wait until it has come or failed.',
  not_a_coming_date: 'Please give a day to come, within half a year, like 2027-01-31.',
  too_soon: 'The practice gives thirty days’ notice at least.',
  too_late:
    'Where they live, the law counts the days until the money goes back from their notice: ten in Washington, thirty in Idaho. Please give a last day within those days, or the last day of the year. For another day, they can tell you again later.',
  unknown_service: 'The plan has no such service.',
  unknown_member: 'This is no member of the agreement.',
  outside_terms: 'No year of the agreement ran on that day.',
  not_a_past_date: 'Please give a day that is not in the future, like 2027-01-31.',
  panel_full: 'The doctor has no free place. Raise the number of places first.',
  signs_alone: 'An adult signs in person: please choose “An adult joins”, so that all of them are asked to sign.',
  not_of_age: 'For a child somebody else signs: please choose “A child joins”.',
  joining_under_way:
    'Somebody is asked to join, and what they sign names everybody and the price. Please wait until all have signed, or choose “Ask them no more” first.',
  other_contract:
    'With this date the price is another, or somebody else has to sign. Please make this agreement void, or cancel it, and take a new application; of somebody who is asked to join, choose “Ask them no more”, and ask anew.',
  last_member: 'Nobody would be left. Record a cancellation instead.',
  pays_for_others:
    'This person pays for the others. First choose “Somebody else pays” on the agreement’s page; then record that they leave.',
  signs_for_others:
    'This person signs for a child who stays. First choose “Somebody else signs” beside that child; then record that they leave. Where nobody else has signed this agreement, record a cancellation, and take an application of those who stay.',
  too_many: 'There are too many of these.',
  change_under_way: 'Another change of doctor is under way. It has to be answered first.',
};
