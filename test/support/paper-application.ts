import type { Page, Visitor } from './visitor.ts';

/** The front desk enters the application of somebody who gets everything by post; gives the application's page. */
export async function enterOnPaper(frontDesk: Visitor, physicianId: string): Promise<Page> {
  const page = await frontDesk.open('/desk/applications/new?for=me');
  const fields = {
    planId: 'complete',
    physicianId,
    firstName: 'Paper',
    lastName: 'Testerson',
    birthYear: '1950',
    birthMonth: '4',
    birthDay: '4',
    phone: '(555) 010-0123',
    addressLine1: '12 Nowhere Lane',
    city: 'Sampleton',
    state: 'NY',
    postalCode: '10000',
    coverage: 'neither',
    mail: 'paper',
  };
  return frontDesk.submit(page, fields, '/new');
}
