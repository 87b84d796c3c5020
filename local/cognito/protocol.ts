/** Somebody of the practice, as a demonstration account. */
export interface Person {
  name: string;
  email: string;
  group: string;
}

export interface Client {
  clientId: string;
  callbacks: string[];
  logouts: string[];
  scopes: string[];
}

/** What the issuer's thread is started with. */
export interface IssuerData {
  issuer: string;
  clients: Client[];
  people: Person[];
  /** The cloud's clock. */
  clock: Float64Array;
}
