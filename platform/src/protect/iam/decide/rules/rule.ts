/** One rule of how AWS evaluates policies: what it says, where AWS says it, and the case of the tests that holds us to it. */
export interface Rule {
  readonly id: string;
  readonly en: string;
  readonly ja: string;
  /** Page of the AWS documentation. */
  readonly page: string;
  /** Name of the case. */
  readonly case: string;
}

/** A rule, its words last. */
export function rule(id: string, page: string, name: string, en: string, ja: string): Rule {
  return { id, en, ja, page, case: name };
}
