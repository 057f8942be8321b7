import { ListSigningProfilesCommand, SignerClient } from "@aws-sdk/client-signer";
import { defineCollector } from "./collector.ts";

/** Signing profiles, cancelled ones too: a code signing configuration may still name them. */
export const signer = defineCollector({
  service: "signer",
  scope: "region",
  kinds: ["SigningProfile"],
  calls: { ListSigningProfiles: "signer:ListSigningProfiles" },
  origins: { SigningProfile: { "": "signer:ListSigningProfiles" } },
  async collect(aws) {
    const client = aws.client(SignerClient);
    const input = { includeCanceled: true, maxResults: 25 };
    const profiles = await aws.list(["SigningProfile"], client, ListSigningProfilesCommand, input, {
      items: (page) => page.profiles,
      token: ["nextToken", "nextToken"],
    });
    for (const profile of profiles) {
      if (profile.arn === undefined) continue;
      aws.add(
        "SigningProfile",
        {
          id: profile.arn,
          name: profile.profileName ?? profile.arn,
          ...(profile.profileVersionArn ? { aliases: [profile.profileVersionArn] } : {}),
        },
        {
          Arn: profile.arn,
          ProfileVersionArn: profile.profileVersionArn ?? profile.arn,
          PlatformId: profile.platformId ?? "",
          Status: profile.status ?? "",
          Tags: profile.tags ?? {},
        },
      );
    }
  },
});
