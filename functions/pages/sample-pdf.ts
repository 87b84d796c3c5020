const lines = ['This is a sample document.', 'If you can read this, your device can open the agreement.'];

/** Tm places the text; T* goes to the next line. Both lines are one tagged paragraph. */
const content = [
  '/P <</MCID 0>> BDC',
  'BT /F1 18 Tf 26 TL 72 700 Td',
  ...lines.map((line) => `(${line}) Tj T*`),
  'ET',
  'EMC',
].join('\n');

/** One object each, numbered from 1 in this order. */
const objects = [
  '<< /Type /Catalog /Pages 2 0 R /Lang (en-US) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /ViewerPreferences << /DisplayDocTitle true >> >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R /StructParents 0 /Tabs /S >>',
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  '<< /Type /StructTreeRoot /K 7 0 R /ParentTree 9 0 R /ParentTreeNextKey 1 >>',
  '<< /Type /StructElem /S /Document /P 6 0 R /K 8 0 R >>',
  '<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K 0 >>',
  '<< /Nums [0 [8 0 R]] >>',
  '<< /Title (Sample document) >>',
];

/** A small tagged page, to see whether a device opens the kind of file that an agreement is. */
export const samplePdfText = assemble();

/** Offsets count bytes; all is ASCII, so they are characters, too. A line of the table is twenty bytes with its end. */
function assemble(): string {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 10 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`;
}
