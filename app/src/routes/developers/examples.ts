export interface QueryExample {
  readonly title: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly title: string;
  readonly query: string;
  readonly takes: readonly ("account" | "master" | "text" | "last")[];
}

const TEMPLATES: readonly Template[] = [
  {
    title: "The newest masters",
    query: `query NewestMasters {
  masters(first: 5, orderBy: number, orderDirection: desc, where: { isHidden: false }) {
    number
    title
    artist { name }
    price
    currency { symbol decimals }
    publicShares
    sold
  }
  _meta { block { number timestamp } }
}`,
    takes: [],
  },
  {
    title: "What an account can claim",
    query: `query Claimable($account: String!) {
  holders(where: { account: $account }) {
    balance
    staked
    paid
    owed
    master { title acc currency { symbol decimals } }
  }
}`,
    takes: ["account"],
  },
  {
    title: "Revenue by day",
    query: `query Revenue($master: String!) {
  masterRevenues(
    interval: day
    current: include
    orderBy: timestamp
    where: { master: $master }
  ) {
    timestamp
    deposits
    amount
    total
  }
}`,
    takes: ["master"],
  },
  {
    title: "Full-text search",
    query: `query Search($text: String!) {
  masterSearch(text: $text) { number title artist { name } }
  artistSearch(text: $text) { id name }
}`,
    takes: ["text"],
  },
  {
    title: "Every holder, page by page",
    query: `# Ask again with the last id until a page has fewer than you asked for.
query Holders($master: String!, $last: Bytes!) {
  holders(
    first: 5
    orderBy: id
    where: { master: $master, balance_gt: 0, id_gt: $last }
  ) {
    id
    account { id }
    balance
  }
}`,
    takes: ["master", "last"],
  },
  {
    title: "Money that moved",
    query: `query Money($master: String!) {
  deposits(first: 3, orderBy: timestamp, orderDirection: desc, where: { master: $master }) {
    amount
    perUnit
    source
    documentCid
    timestamp
  }
  claims(first: 3, orderBy: timestamp, orderDirection: desc, where: { master: $master }) {
    account { id }
    amount
    timestamp
  }
}`,
    takes: ["master"],
  },
];

/** Queries that run as they stand; the account and the master are ones that exist on this network. */
export function queryExamples(account: string, master: string): readonly QueryExample[] {
  const values = { account, master, text: "night:* | tide:*", last: "0x" };
  return TEMPLATES.map(({ title, query, takes }) => ({
    title,
    query,
    variables: Object.fromEntries(takes.map((name) => [name, values[name]])),
  }));
}

/** A program that reads all holders of a master; it runs as it stands, in Node and in a browser. */
export function pagingExample(endpoint: string, master: string): string {
  return `const endpoint = "${endpoint}";
const master = "${master}";
const query = \`query ($master: String!, $last: Bytes!) {
  holders(
    first: 1000
    orderBy: id
    where: { master: $master, balance_gt: 0, id_gt: $last }
  ) { id account { id } balance }
}\`;

const holders = [];
for (let last = "0x"; last !== null; ) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { master, last } }),
  });
  const { data } = await response.json();
  holders.push(...data.holders);
  last = data.holders.length < 1000 ? null : data.holders.at(-1).id;
}
console.log(\`\${holders.length} holders\`);`;
}
