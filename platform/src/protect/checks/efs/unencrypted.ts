import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Reads the file system's own setting. */
export const unencrypted = defineCheck({
  id: "efs/unencrypted",
  on: "FileSystem",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "cis-aws-foundations-2.0.0": ["2.4.1"], "cis-aws-foundations-7.0.0": ["3.3.1"], "aws-fsbp": ["EFS.1"] },
  text: {
    en: {
      title: "The file system is not encrypted",
      risk: "Files that functions share lie in clear on AWS's disks and in its backups; encryption cannot be added later.",
      fix: "Create an encrypted file system and move the files over.",
    },
    ja: {
      title: "ファイルシステムが暗号化されていない",
      risk: "関数が共有するファイルが平文で保存され、バックアップも平文になります。暗号化は後から有効にできません。",
      fix: "暗号化したファイルシステムを新規作成し、ファイルを移行してください。",
    },
  },
  remedy: {
    cli: "aws efs create-file-system --encrypted --kms-key-id <key-arn>",
    cloudformation: "Type: AWS::EFS::FileSystem\nProperties:\n  Encrypted: true",
    terraform: 'resource "aws_efs_file_system" "main" {\n  encrypted = true\n}',
  },
  judge(system, need) {
    return need(system.Encrypted) ? pass : fail({ path: ["Encrypted"], found: false, expected: true });
  },
});
