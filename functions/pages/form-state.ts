/** What was typed, by field name; nothing typed is lost when a form comes back with errors. */
export type FieldValues = Readonly<Record<string, string | undefined>>;

/** One message by field name; 'form' is for what belongs to no field. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

/** What every page with a form takes. */
export interface FormProps {
  /** Where the form posts to. */
  action: string;
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
  /** Hidden fields that go along, such as the hash of the text that was shown. */
  hidden?: Readonly<Record<string, string>> | undefined;
}

export function listErrors(errors: FieldErrors | undefined): [field: string, message: string][] {
  return Object.entries(errors ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** A group of inputs answers for its parts: "birthDate" may come as birthYear. */
export function firstError(errors: FieldErrors | undefined, fields: readonly string[]): string | undefined {
  return fields.map((field) => errors?.[field]).find(Boolean);
}
