/** The ways on which something may come to the practice, other than by its pages. */
export const media = ['phone', 'email', 'letter', 'in-person'] as const;
export const howWords = 'Please choose how it came.';
