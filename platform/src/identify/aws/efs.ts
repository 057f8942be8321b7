import { DescribeBackupPolicyCommand, DescribeFileSystemPolicyCommand, DescribeFileSystemsCommand, EFSClient } from "@aws-sdk/client-efs";
import { mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { policyOf, tagRecord } from "./shapes.ts";

/** EFS file systems. */
export const efs = defineCollector({
  service: "efs",
  scope: "region",
  kinds: ["FileSystem"],
  calls: {
    DescribeFileSystems: "elasticfilesystem:DescribeFileSystems",
    DescribeFileSystemPolicy: "elasticfilesystem:DescribeFileSystemPolicy",
    DescribeBackupPolicy: "elasticfilesystem:DescribeBackupPolicy",
  },
  origins: {
    FileSystem: {
      "": "elasticfilesystem:DescribeFileSystems",
      Policy: "elasticfilesystem:DescribeFileSystemPolicy",
      BackupEnabled: "elasticfilesystem:DescribeBackupPolicy",
    },
  },
  async collect(aws) {
    const client = aws.client(EFSClient);
    const systems = await aws.list(
      ["FileSystem"],
      client,
      DescribeFileSystemsCommand,
      { MaxItems: 100 },
      { items: (page) => page.FileSystems, token: ["Marker", "NextMarker"] },
    );
    await aws.each(systems, async (fs) => {
      if (fs.LifeCycleState === "deleting" || fs.LifeCycleState === "deleted") return;
      const id = fs.FileSystemId ?? "";
      const arn = fs.FileSystemArn ?? arnOf(aws, "elasticfilesystem", `file-system/${id}`);
      const absent = { absent: ["FileSystemNotFound", "PolicyNotFound"] };
      const [policy, backup] = await Promise.all([
        aws.read(client, new DescribeFileSystemPolicyCommand({ FileSystemId: id }), absent),
        aws.read(client, new DescribeBackupPolicyCommand({ FileSystemId: id }), absent),
      ]);
      aws.add(
        "FileSystem",
        { id: arn, name: fs.Name || id, aliases: [id] },
        {
          Arn: arn,
          FileSystemId: id,
          Encrypted: fs.Encrypted ?? false,
          KmsKeyId: fs.KmsKeyId,
          Policy: policyOf(policy, (known) => known.Policy),
          BackupEnabled: mapFact(backup, (known) => known?.BackupPolicy?.Status?.startsWith("ENABL") ?? false),
          Tags: tagRecord(fs.Tags),
        },
      );
    });
  },
});
