import { fail, knownOr, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { anyOf } from "../../monitoring/three-valued.ts";
import { managementEvents, recordsManagement } from "../../monitoring/trails.ts";

/** One trail must do it all; several halves do not add up across trails. */
export const managementEventsUnrecorded = defineCheck({
  id: "cloudtrail/management-events-unrecorded",
  on: "Account",
  also: ["Trail"],
  severity: "high",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3", "DE.CM-1", "DE.CM-3"],
  meets: {
    "cis-aws-foundations-2.0.0": ["3.1"],
    "cis-aws-foundations-7.0.0": ["4.1"],
    "aws-fsbp": ["CloudTrail.1"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "No multi-region trail records every management event",
      risk: "What is not recorded cannot be investigated: an intruder works in the region, or with the calls, that the trail leaves out.",
      fix: "Make one multi-region trail that logs read and write management events and leaves out no event source.",
    },
    ja: {
      title: "すべての管理イベントを記録するマルチリージョン証跡がない",
      risk: "記録されていない操作は調査できません。侵入者は、証跡の対象外のリージョンや API を使って活動します。",
      fix: "読み取りと書き込みの管理イベントを、除外するイベントソースなしで記録するマルチリージョン証跡を作成してください。",
    },
  },
  remedy: {
    cli: "aws cloudtrail create-trail --name <trail> --s3-bucket-name <bucket> --is-multi-region-trail --enable-log-file-validation\naws cloudtrail start-logging --name <trail>\naws cloudtrail put-event-selectors --trail-name <trail> --event-selectors ReadWriteType=All,IncludeManagementEvents=true",
    cloudformation:
      "Type: AWS::CloudTrail::Trail\nProperties:\n  IsLogging: true\n  IsMultiRegionTrail: true\n  EnableLogFileValidation: true\n  S3BucketName: <bucket>",
    terraform:
      'resource "aws_cloudtrail" "main" {\n  name                       = "main"\n  s3_bucket_name             = "<bucket>"\n  is_multi_region_trail      = true\n  enable_log_file_validation = true\n}',
  },
  judge(account, need, world) {
    const trails = world.known("Trail", account);
    const complete = anyOf(trails.map(recordsManagement));
    if (complete === true) return pass;
    need(complete);
    need.outer(world.all("Trail", account));
    const shown = trails.map((trail) => ({
      trail: trail.name,
      multiRegion: knownOr(trail.IsMultiRegionTrail, null),
      logging: knownOr(trail.IsLogging, null),
      readEvents: knownOr(managementEvents(trail, "read"), null),
      writeEvents: knownOr(managementEvents(trail, "write"), null),
    }));
    return fail({ found: shown, expected: { multiRegion: true, logging: true, readEvents: true, writeEvents: true } });
  },
});
