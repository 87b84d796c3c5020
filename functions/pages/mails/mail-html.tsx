import { render } from 'preact-render-to-string';
import { telHref } from '../practice-face.ts';
import type { MailBlock, MailContent } from './mail.ts';

// Mail programs drop stylesheets, so styles stand at their elements, and a table holds the column.
const ink = '#1d2329';
const soft = '#535c66';
const paragraph = { margin: '0 0 18px' };
const body = {
  margin: '0',
  padding: '0',
  background: '#fff',
  color: ink,
  font: '18px/1.5 Arial, Helvetica, sans-serif',
};

export function mailHtml(content: MailContent): string {
  return `<!doctype html>${render(<MailDocument {...content} />)}`;
}

function MailDocument({ practice, subject, greeting, blocks, link, after = [], why }: MailContent) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={body}>
        <table
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style={{ borderTop: `6px solid ${practice.colour}` }}
        >
          <tr>
            <td align="center" style={{ padding: '24px 20px' }}>
              <main
                style={{
                  display: 'block',
                  maxWidth: '560px',
                  margin: '0 auto',
                  textAlign: 'left',
                  overflowWrap: 'break-word',
                }}
              >
                <h1 style={{ margin: '0 0 24px', font: '22px/1.25 Georgia, serif', color: practice.colour }}>
                  {practice.name}
                </h1>
                <p style={paragraph}>{greeting}</p>
                {blocks.map((block) => (
                  <Block block={block} />
                ))}
                {link && <LinkButton {...link} colour={practice.colour} />}
                {after.map((block) => (
                  <Block block={block} />
                ))}
                <p style={paragraph}>
                  {practice.name}
                  <br />
                  <a href={telHref(practice.phone)} style={{ color: ink }}>
                    {practice.phone}
                  </a>
                </p>
                <div style={{ borderTop: '1px solid #c9cfd6', paddingTop: '16px', color: soft, fontSize: '15px' }}>
                  <p style={{ margin: '0 0 8px' }}>{why}</p>
                  <p style={{ margin: '0 0 8px' }}>{[practice.name, ...practice.address].join(', ')}</p>
                  <p style={{ margin: '0' }}>This mailbox is not for medical questions. In an emergency, call 911.</p>
                </div>
              </main>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

function Block({ block }: { block: MailBlock }) {
  if (typeof block === 'string') return <p style={paragraph}>{block}</p>;
  if ('bold' in block) return <p style={{ ...paragraph, fontWeight: 'bold' }}>{block.bold}</p>;
  if ('facts' in block) return <Facts facts={block.facts} />;
  return block.inMail === undefined ? null : <p style={paragraph}>{block.inMail}</p>;
}

function Facts({ facts }: { facts: readonly (readonly [label: string, value: string])[] }) {
  return (
    <table cellpadding="0" cellspacing="0" style={{ ...paragraph, width: '100%', borderCollapse: 'collapse' }}>
      {facts.map(([label, value]) => (
        <tr>
          <th scope="row" style={{ ...cell, color: soft, fontWeight: 'normal', width: '36%' }}>
            {label}
          </th>
          <td style={cell}>{value}</td>
        </tr>
      ))}
    </table>
  );
}

const cell = {
  padding: '8px 12px 8px 0',
  borderBottom: '1px solid #c9cfd6',
  textAlign: 'left',
  verticalAlign: 'top',
} as const;

function LinkButton({ label, url, colour }: { label: string; url: string; colour: string }) {
  return (
    <>
      <p style={{ margin: '28px 0 18px' }}>
        <a
          href={url}
          style={{
            display: 'inline-block',
            padding: '14px 28px',
            borderRadius: '6px',
            background: colour,
            color: '#fff',
            fontWeight: 'bold',
            textDecoration: 'none',
          }}
        >
          {label}
        </a>
      </p>
      <p style={{ ...paragraph, color: soft, fontSize: '15px', wordBreak: 'break-all' }}>
        Or copy this address into your browser:
        <br />
        <a href={url} style={{ color: soft }}>
          {url}
        </a>
      </p>
    </>
  );
}
