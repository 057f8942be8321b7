import { DENIED, defineCases } from "../../cases.ts";
import { allManagement, chain, trail } from "../../monitoring/fixtures.ts";

const good = "{ $.eventSource = cloudtrail.amazonaws.com }";

export default defineCases<"Account">({
  pass: {
    "the events by name": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
      }),
    },
    "in another order, with the source": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = cloudtrail.amazonaws.com) && (($.eventName = StopLogging) || ($.eventName = StartLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) || ($.eventName = CreateTrail)) }",
      }),
    },
    "every call of the service": { given: {}, beside: chain({ pattern: "{ $.eventSource = cloudtrail.amazonaws.com }" }) },
    "two filters that add up": {
      given: {},
      beside: chain({
        pattern: "",
        group: {
          MetricFilters: ["{ $.eventName = *Trail }", "{ $.eventName = *Logging }"].map((FilterPattern, index) => ({
            FilterName: `f${index}`,
            FilterPattern,
            Metrics: [{ Name: "Watched", Namespace: "Security" }],
          })),
        },
      }),
    },
    "a filter nobody can read stands beside the good one": {
      given: {},
      beside: chain({
        pattern: "",
        group: {
          MetricFilters: ["[a, b]", "{ $.eventSource = cloudtrail.amazonaws.com }"].map((FilterPattern, index) => ({
            FilterName: `f${index}`,
            FilterPattern,
            Metrics: [{ Name: "Watched", Namespace: "Security" }],
          })),
        },
      }),
    },
    "the trail's selectors could not be read, but another trail is complete": {
      given: {},
      beside: [
        ...chain({ pattern: "{ $.eventSource = cloudtrail.amazonaws.com }" }),
        trail({ name: "other", Arn: "other", EventSelectors: DENIED }),
      ],
    },
  },
  fail: {
    "no trail": { given: {} },
    "one event is left out": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) }",
      }),
    },
    "only for one user": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.userIdentity.userName = admin) && (($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging)) }",
      }),
    },
    "the service's name is wrong": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = wrong.amazonaws.com) && (($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging)) }",
      }),
    },
    "the trail is stopped": { given: {}, beside: chain({ pattern: good, trail: { IsLogging: false } }) },
    "the trail covers one region": { given: {}, beside: chain({ pattern: good, trail: { IsMultiRegionTrail: false } }) },
    "the trail takes no management events": {
      given: {},
      beside: chain({ pattern: good, trail: { EventSelectors: [{ ...allManagement, IncludeManagementEvents: false }] } }),
    },
    "the trail has no log group": { given: {}, beside: chain({ pattern: good, trail: { CloudWatchLogsLogGroupArn: undefined } }) },
    "the log group is gone": {
      given: {},
      beside: chain({ pattern: good, group: { Arn: "arn:aws:logs:ap-northeast-1:111122223333:log-group:x" } }),
    },
    "no filter": { given: {}, beside: chain({ pattern: good, group: { MetricFilters: [] } }) },
    "no alarm on the metric": { given: {}, beside: chain({ pattern: good, alarm: { MetricName: "Other" } }) },
    "an alarm on the same name in another namespace": { given: {}, beside: chain({ pattern: good, alarm: { Namespace: "Other" } }) },
    "an alarm on one dimension": { given: {}, beside: chain({ pattern: good, alarm: { Dimensions: { Region: "x" } } }) },
    "the alarm's actions are off": { given: {}, beside: chain({ pattern: good, alarm: { ActionsEnabled: false } }) },
    "the alarm has no topic": {
      given: {},
      beside: chain({ pattern: good, alarm: { AlarmActions: ["arn:aws:lambda:ap-northeast-1:111122223333:function:f"] } }),
    },
    "the subscription waits for confirmation": { given: {}, beside: chain({ pattern: good, subscription: { Confirmed: false } }) },
    "the subscription is another topic's": {
      given: {},
      beside: chain({ pattern: good, subscription: { TopicArn: "arn:aws:sns:ap-northeast-1:111122223333:other" } }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
    "the trail's selectors were denied": { given: {}, beside: chain({ pattern: good, trail: { EventSelectors: DENIED } }) },
    "a filter of another form": { given: {}, beside: chain({ pattern: "[version, account]" }) },
    "alarms could not be listed": { given: {}, beside: chain({ pattern: good, alarm: { MetricName: "Other" } }), gaps: ["Alarm"] },
    "subscriptions could not be listed": {
      given: {},
      beside: chain({ pattern: good, subscription: { Confirmed: false } }),
      gaps: ["Subscription"],
    },
    "the topic is another account's": {
      given: {},
      beside: chain({ pattern: good, alarm: { AlarmActions: ["arn:aws:sns:ap-northeast-1:444455556666:central"] } }),
    },
    "the organisation's trail writes to another account's log group": {
      given: {},
      beside: chain({ pattern: good, trail: { CloudWatchLogsLogGroupArn: "arn:aws:logs:ap-northeast-1:444455556666:log-group:org:*" } }),
    },
  },
});
