/** One figure of ours beside one of a peer. A figure with several peers has several rows. */
export interface Row {
  area: string;
  name: string;
  value: number;
  unit: string;
  peer: string | null;
  peerValue: number | null;
  target: number | null;
}
