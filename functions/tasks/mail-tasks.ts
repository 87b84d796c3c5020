import { env } from '../adapters/env.ts';
import { openMailer } from '../adapters/mail/mail.ts';
import { openTable } from '../adapters/table/table.ts';
import { sendNotices } from './send-notices.ts';
import { taskHandler } from './task.ts';

const settings = env('mail-tasks');
const standing = {
  table: openTable(settings.TABLE_NAME),
  timeZone: settings.TIME_ZONE,
  mailer: openMailer(settings.SENDER, settings.CONFIGURATION_SET),
  publicUrl: settings.PUBLIC_URL,
};

export const handler = taskHandler({ 'send-notices': sendNotices((now) => ({ ...standing, now })) });
