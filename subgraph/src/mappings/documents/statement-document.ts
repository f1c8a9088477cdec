import { Bytes, dataSource } from "@graphprotocol/graph-ts";

import { StatementDocument } from "../../../generated/schema";
import { pairsOf, parseObject, textOf } from "../../common/json";

export function handleStatementDocument(content: Bytes): void {
  const statement = new StatementDocument(dataSource.stringParam());
  const document = parseObject(content);
  statement.isValid = document != null;
  statement.size = content.length;
  statement.lines = [];
  if (document != null) {
    statement.title = textOf(document, "title");
    statement.description = textOf(document, "description");
    statement.issuer = textOf(document, "issuer");
    statement.lines = pairsOf(document, "lines", "label", "amount");
  }
  statement.save();
}
