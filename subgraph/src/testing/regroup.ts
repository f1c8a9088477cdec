import { ethereum } from "@graphprotocol/graph-ts";

/** One struct of these values. */
export function join(values: ethereum.Value[]): ethereum.Value {
  const result = new ethereum.Tuple();
  for (let i = 0; i < values.length; i++) result.push(values[i]);
  return ethereum.Value.fromTuple(result);
}

/** Parameters from `first` to before `end`. */
export function tuple(event: ethereum.Event, first: i32, end: i32): ethereum.Value {
  const values: ethereum.Value[] = [];
  for (let i = first; i < end; i++) values.push(event.parameters[i].value);
  return join(values);
}

/** The event with some of its own parameters, and these after them. */
export function regroup(event: ethereum.Event, kept: i32[], added: ethereum.Value[]): ethereum.Event {
  const parameters: ethereum.EventParam[] = [];
  for (let i = 0; i < kept.length; i++) parameters.push(event.parameters[kept[i]]);
  for (let i = 0; i < added.length; i++) parameters.push(new ethereum.EventParam("", added[i]));
  event.parameters = parameters;
  return event;
}
