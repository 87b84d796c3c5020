/** What a member of staff is at the practice; a group of the same name in the user pool. */
export const roles = ['manager', 'physician', 'front-desk', 'read-only'] as const;
export type Role = (typeof roles)[number];

export function isRole(group: string): group is Role {
  return (roles as readonly string[]).includes(group);
}

/** Somebody of the practice who has signed in. */
export interface Staff {
  /** The user pool's `sub`. */
  staffId: string;
  name: string;
  role: Role;
  /** Of a physician: whose panel is the own one. */
  physicianId?: string;
}

/**
 * Who may do what: the one place that says so. A physician sees all panels, and acts on the own one alone.
 */
export const acts = {
  view_agreements: ['manager', 'physician', 'front-desk', 'read-only'],
  view_applications: ['manager', 'physician', 'front-desk', 'read-only'],
  decide_applications: ['manager', 'physician', 'front-desk'],
  enrol: ['manager', 'front-desk'],
  grant_discount: ['manager'],
  send_links: ['manager', 'front-desk'],
  correct_contact: ['manager', 'front-desk'],
  change_people: ['manager', 'front-desk'],
  unlock: ['manager', 'physician', 'front-desk'],
  void: ['manager', 'physician'],
  print_letters: ['manager', 'front-desk'],
  record_paper: ['manager', 'front-desk'],
  sign_in_office: ['manager', 'front-desk'],
  countersign: ['physician'],
  offer_seat: ['manager', 'physician', 'front-desk'],
  record_use: ['manager', 'physician', 'front-desk'],
  record_payment: ['manager', 'front-desk'],
  record_cancellation: ['manager', 'front-desk'],
  record_death: ['manager', 'physician', 'front-desk'],
  record_renewal: ['manager', 'front-desk'],
  propose_physician: ['manager', 'physician', 'front-desk'],
  record_physician_answer: ['manager', 'front-desk'],
  // Of many patients at once: by the practice, or by whoever leaves.
  record_leave: ['manager', 'physician'],
  record_refund: ['manager', 'front-desk'],
  // Nobody loses their doctor by anybody else's decision.
  end_agreement: ['physician'],
  // Whether somebody who owes money goes on being a patient is a physician's question.
  decide_unpaid: ['physician'],
  restart: ['manager', 'front-desk'],
  settle_attention: ['manager', 'front-desk'],
  answer_question: ['manager', 'physician', 'front-desk'],
  sign_out_everywhere: ['manager', 'physician', 'front-desk', 'read-only'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof acts;

/** What is only looked at, on whosever panel. */
const looks: readonly Act[] = ['view_agreements', 'view_applications'];

/** Whether somebody may do something; where it is about a panel, on that panel. */
export function may(staff: Staff, act: Act, about: { physicianId?: string } = {}): boolean {
  const allowed: readonly Role[] = acts[act];
  if (!allowed.includes(staff.role)) return false;
  if (staff.role !== 'physician' || about.physicianId === undefined || looks.includes(act)) return true;
  return staff.physicianId === about.physicianId;
}
