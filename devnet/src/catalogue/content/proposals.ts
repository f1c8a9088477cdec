/** What people of the first artist's DAO propose and answer. Each text is a proposal's whole description but its proposer. */
export const PROPOSALS = {
  times: `# Votes that take a week

The DAO began with votes of ten minutes. From now on: a day to read, five days to vote, two days before anything is done.`,
  video: `# Pay Ben for the Night Ferry video

Ben filmed the crossing in November and has not asked for money. The fees of the pool are enough for it. The rewards of staking go up by a tenth as well, since the pool traded more than anybody thought.`,
  merch: `# Spend the fees on 500 tote bags

Everybody likes a bag. I know somebody who prints them.`,
  typo: `# Pay Vera for the cover

(I forgot to name the amount, so I am taking this back.)`,
  strings: `# Have strings on the next master

A quartet for one day. The coins come from the treasury, and whoever plays may keep or sell them.`,
  translation: `# Pay Chioma for the lyrics in Igbo

She has written them already; they are good.`,
  festival: `# Say that we want Mara at the pier festival

It costs nothing and does nothing on the chain. It tells the organisers that people would come.`,
  rewards: `# Bring the rewards back to where they were

The reserve has to last for eight years.`,
} as const;

export type ProposalName = keyof typeof PROPOSALS;
