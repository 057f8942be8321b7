import type { Context } from "./context.ts";
import { isSet, type Obj, objOf, tagList } from "./core.ts";

const tagged = new Set([
  "AWS::Lambda::Function",
  "AWS::StepFunctions::StateMachine",
  "AWS::IAM::Role",
  "AWS::SQS::Queue",
  "AWS::SNS::Topic",
  "AWS::IoT::TopicRule",
]);

/** Where asked, the tags of a function or state machine are those of everything generated from it, in place of all others. */
export function propagateTags(context: Context, logicalId: string, p: Obj): void {
  if (p["PropagateTags"] !== true || !isSet(p["Tags"])) return;
  for (const [id, source] of context.sources) {
    if (source.logicalId !== logicalId) continue;
    const made = context.out.get(id);
    if (made === undefined || !tagged.has(String(made["Type"]))) continue;
    made["Properties"] = { ...objOf(made["Properties"]), Tags: tagList(p["Tags"]) };
  }
}
