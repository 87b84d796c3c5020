import { noticeTopic } from '../../domain/notices/notice.ts';

/** What a letter is, by the key of its notice. */
export function letterWords(noticeKey: string): string {
  const topic = noticeTopic(noticeKey);
  switch (topic.kind) {
    case 'request':
      return 'The papers to sign';
    case 'reminder':
      return 'A reminder to sign';
    case 'fresh':
      return 'The papers once more';
    case 'payinstead':
      return 'That a way to pay is needed';
    case 'invoice':
      return 'The invoice';
    case 'receipt':
      return 'The receipt';
    case 'statement':
    case 'formerstatement':
    case 'statementanew':
    case 'formerstatementanew':
      return `What was paid in ${topic.year}`;
    case 'renewal':
      return 'The notice of renewal';
    case 'renewed':
      return 'That it is renewed';
    case 'grace':
      return 'That the year is over';
    case 'ending':
      return 'When it ends';
    case 'resumed':
      return 'That it goes on';
    case 'ended':
      return 'The closing statement';
    case 'newdoctor':
    case 'newdoctoragain':
      return 'The question about another doctor';
    case 'doctorsettled':
      return 'Who the doctor is from now on';
    case 'unpaid':
    case 'payfresh':
    case 'dunning':
      return 'About a payment that is open';
    case 'joined':
      return 'That one person more is part of the plan';
    case 'joiningover':
      return 'That nobody joins the plan';
    case 'left':
      return 'That somebody has left the plan';
    case 'payermore':
      return 'What one person more costs, for whoever pays';
    case 'payerrenewal':
      return 'What the next year costs, for whoever pays';
    case 'paysnomore':
      return 'That they pay no more';
    case 'payer':
    case 'payerreminder':
    case 'payerfresh':
      return 'The question whether they pay';
    case 'guardian':
      return 'Who signs for a child from now on';
    case 'comingofage':
      return 'That a child comes of age';
    case 'welcome':
      return 'The welcome, once in force';
    case 'planfresh':
      return 'The way to their page';
    case 'offer':
    case 'offerfresh':
      return 'A free seat';
    case 'waitlisted':
      return 'On the waiting list';
    case 'closed':
    case 'closedpayer':
    case 'applicationclosed':
      return 'That it is closed';
    case 'copy':
      return 'A copy for a helper';
    default:
      return 'A letter';
  }
}
