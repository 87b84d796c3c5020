import type { Product } from '../support/product.ts';
import type { Story } from './story.ts';

/** A part of the story. It knows of the parts before it only what stands in the product and in the mailboxes. */
export interface Phase {
  name: string;
  tell: (product: Product, story: Story) => Promise<void>;
}
