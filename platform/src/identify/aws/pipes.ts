import { DescribePipeCommand, type DescribePipeCommandOutput, ListPipesCommand, PipesClient } from "@aws-sdk/client-pipes";
import { type Fact, mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";

/** EventBridge Pipes. */
export const pipes = defineCollector({
  service: "pipes",
  scope: "region",
  kinds: ["Pipe"],
  calls: { ListPipes: "pipes:ListPipes", DescribePipe: "pipes:DescribePipe" },
  origins: { Pipe: { "": "pipes:DescribePipe" } },
  async collect(aws) {
    const client = aws.client(PipesClient);
    const listed = await aws.list(["Pipe"], client, ListPipesCommand, { Limit: 100 }, { items: (page) => page.Pipes });
    await aws.each(listed, async (pipe) => {
      const name = pipe.Name ?? "";
      const arn = pipe.Arn ?? arnOf(aws, "pipes", `pipe/${name}`);
      const answer = await aws.read(client, new DescribePipeCommand({ Name: name }), { absent: ["NotFoundException"] });
      if (answer === undefined) return; // deleted since it was listed
      const of = <T>(f: (known: DescribePipeCommandOutput) => T): Fact<T> =>
        mapFact(answer, (known) => f(known as DescribePipeCommandOutput));
      aws.add(
        "Pipe",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          RoleArn: of((p) => p.RoleArn ?? ""),
          Source: of((p) => p.Source ?? ""),
          Target: of((p) => p.Target ?? ""),
          Enrichment: of((p) => p.Enrichment || undefined),
          DesiredState: of((p) => p.DesiredState),
          LogLevel: of((p) => p.LogConfiguration?.Level),
          KmsKeyIdentifier: of((p) => p.KmsKeyIdentifier),
          Tags: of((p) => p.Tags ?? {}),
        },
      );
    });
  },
});
