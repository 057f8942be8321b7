import { type AdvancedFieldSelector, type EventSelector, type Fact, isUnknown, mapFact, type Noun, unknown } from "../../model/index.ts";
import { allOf, anyOf, not } from "./three-valued.ts";

export type Mode = "read" | "write";
type Advanced = { readonly FieldSelectors: readonly AdvancedFieldSelector[] };

/** A multi-region trail that is logging. */
export function watchesEveryRegion(trail: Noun<"Trail">): Fact<boolean> {
  return allOf([trail.IsMultiRegionTrail, trail.IsLogging]);
}

/** A trail that records every read and write management event of every region. */
export function recordsManagement(trail: Noun<"Trail">): Fact<boolean> {
  return allOf([watchesEveryRegion(trail), managementEvents(trail, "read"), managementEvents(trail, "write")]);
}

/** Whether the selectors take every management event of the mode; selectors of one trail add up. */
export function managementEvents(trail: Noun<"Trail">, mode: Mode): Fact<boolean> {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = trail;
  if (!isUnknown(basic) && !isUnknown(advanced) && basic.length + advanced.length === 0) {
    // CloudFormation's default is "all management events". AWS itself always answers at least one selector: none is no answer.
    return trail.origin.source === "template" ? true : unknown("unsupported", { action: "cloudtrail:GetEventSelectors", what: trail.name });
  }
  return anyOf([
    mapFact(basic, (list) => anyOf(list.map((s) => basicManagement(s, mode)))),
    mapFact(advanced, (list) => anyOf(list.map((s) => advancedManagement(s, mode)))),
  ]);
}

function basicManagement(selector: EventSelector, mode: Mode): Fact<boolean> {
  return allOf([selector.IncludeManagementEvents, takesMode(selector, mode), selector.ExcludeManagementEventSources.length === 0]);
}

function takesMode(selector: EventSelector, mode: Mode): Fact<boolean> {
  return mapFact(selector.ReadWriteType, (type) => type === "All" || type === (mode === "read" ? "ReadOnly" : "WriteOnly"));
}

function advancedManagement(selector: Advanced, mode: Mode): Fact<boolean> {
  return allOf(
    selector.FieldSelectors.map((field) => {
      if (field.Field === "eventCategory") return admits(field, "Management");
      return field.Field === "readOnly" ? admits(field, mode === "read" ? "true" : "false") : false;
    }).concat(selector.FieldSelectors.some((field) => field.Field === "eventCategory")),
  );
}

/** Whether a field selector lets one exact value through. */
function admits(field: AdvancedFieldSelector, value: string): Fact<boolean> {
  const some = (list: readonly Fact<string>[], test: (pattern: string) => boolean) => anyOf(list.map((item) => mapFact(item, test)));
  const positive = [
    { list: field.Equals, test: (p: string) => p === value },
    { list: field.StartsWith, test: (p: string) => value.startsWith(p) },
    { list: field.EndsWith, test: (p: string) => value.endsWith(p) },
  ].filter(({ list }) => list.length > 0);
  const negative = [
    some(field.NotEquals, (p) => p === value),
    some(field.NotStartsWith, (p) => value.startsWith(p)),
    some(field.NotEndsWith, (p) => value.endsWith(p)),
  ];
  return allOf([...positive.map(({ list, test }) => some(list, test)), ...negative.map(not)]);
}

/** Whether the trail records object-level events of one bucket (or, without a bucket, of every bucket there is or will be). */
export function recordsObjects(trail: Noun<"Trail">, mode: Mode, bucketArn?: string): Fact<boolean> {
  return anyOf([
    mapFact(trail.EventSelectors, (list) => anyOf(list.map((s) => basicObjects(s, mode, bucketArn)))),
    mapFact(trail.AdvancedEventSelectors, (list) => anyOf(list.map((s) => advancedObjects(s, mode, bucketArn)))),
  ]);
}

function basicObjects(selector: EventSelector, mode: Mode, bucketArn: string | undefined): Fact<boolean> {
  const values = selector.DataResources.filter((d) => d.Type === "AWS::S3::Object").flatMap((d) => d.Values);
  return allOf([takesMode(selector, mode), anyOf(values.map((v) => mapFact(v, (prefix) => coversBucket(prefix, bucketArn))))]);
}

function coversBucket(prefix: string, bucketArn: string | undefined): boolean {
  if (/^arn:[^:]+:s3(:{0,3})$/.test(prefix)) return true;
  return bucketArn !== undefined && `${bucketArn}/`.startsWith(prefix);
}

function advancedObjects(selector: Advanced, mode: Mode, bucketArn: string | undefined): Fact<boolean> {
  const fields = selector.FieldSelectors;
  const types = fields.filter((f) => f.Field === "resources.type");
  return allOf([
    fields.some((f) => f.Field === "eventCategory") && types.length > 0,
    ...fields.map((field) => {
      if (field.Field === "eventCategory") return admits(field, "Data");
      if (field.Field === "resources.type") return admits(field, "AWS::S3::Object");
      if (field.Field === "readOnly") return admits(field, mode === "read" ? "true" : "false");
      return field.Field === "resources.ARN" ? arnsCover(field, bucketArn) : false;
    }),
  ]);
}

function arnsCover(field: AdvancedFieldSelector, bucketArn: string | undefined): Fact<boolean> {
  if (field.Equals.length > 0 || field.EndsWith.length > 0 || field.NotEndsWith.length > 0) return false;
  const within =
    field.StartsWith.length === 0 ? true : anyOf(field.StartsWith.map((v) => mapFact(v, (prefix) => coversBucket(prefix, bucketArn))));
  const left = [...field.NotStartsWith, ...field.NotEquals].map((v) =>
    mapFact(v, (out) => bucketArn === undefined || out.startsWith(`${bucketArn}/`) || `${bucketArn}/`.startsWith(out)),
  );
  return allOf([within, not(anyOf(left))]);
}
