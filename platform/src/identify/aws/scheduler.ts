import { GetScheduleCommand, type GetScheduleCommandOutput, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { type Fact, mapFact } from "../../model/index.ts";
import { scheduleArn } from "../ids.ts";
import { defineCollector } from "./collector.ts";

/** EventBridge Scheduler schedules of all groups. */
export const scheduler = defineCollector({
  service: "scheduler",
  scope: "region",
  kinds: ["Schedule"],
  calls: { ListSchedules: "scheduler:ListSchedules", GetSchedule: "scheduler:GetSchedule" },
  origins: { Schedule: { "": "scheduler:GetSchedule" } },
  async collect(aws) {
    const client = aws.client(SchedulerClient);
    const listed = await aws.list(["Schedule"], client, ListSchedulesCommand, { MaxResults: 100 }, { items: (page) => page.Schedules });
    await aws.each(listed, async (schedule) => {
      const name = schedule.Name ?? "";
      const group = schedule.GroupName ?? "default";
      const arn = schedule.Arn ?? scheduleArn(aws, group, name);
      const answer = await aws.read(client, new GetScheduleCommand({ Name: name, GroupName: group }), {
        absent: ["ResourceNotFoundException"],
      });
      if (answer === undefined) return; // deleted since it was listed
      const of = <T>(f: (known: GetScheduleCommandOutput) => T): Fact<T> =>
        mapFact(answer, (known) => f(known as GetScheduleCommandOutput));
      aws.add(
        "Schedule",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          GroupName: group,
          State: of((s) => s.State ?? "ENABLED"),
          ScheduleExpression: of((s) => s.ScheduleExpression ?? ""),
          TargetArn: schedule.Target?.Arn ?? of((s) => s.Target?.Arn ?? ""),
          RoleArn: of((s) => s.Target?.RoleArn ?? ""),
          DeadLetterArn: of((s) => s.Target?.DeadLetterConfig?.Arn),
          KmsKeyArn: of((s) => s.KmsKeyArn),
          Tags: undefined,
        },
      );
    });
  },
});
