import {
  ACMClient,
  DescribeCertificateCommand,
  type KeyAlgorithm,
  ListCertificatesCommand,
  ListTagsForCertificateCommand,
} from "@aws-sdk/client-acm";
import { mapFact } from "../../model/index.ts";
import { defineCollector } from "./collector.ts";
import { filled } from "./lists.ts";
import { isoDate, tagsOf } from "./shapes.ts";

/** Without this ACM lists only 1024 and 2048 bit RSA certificates. */
const EVERY_KEY: KeyAlgorithm[] = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"];

/** Certificates of ACM. */
export const acm = defineCollector({
  service: "acm",
  scope: "region",
  kinds: ["Certificate"],
  calls: {
    ListCertificates: "acm:ListCertificates",
    DescribeCertificate: "acm:DescribeCertificate",
    ListTagsForCertificate: "acm:ListTagsForCertificate",
  },
  origins: { Certificate: { "": "acm:DescribeCertificate", Tags: "acm:ListTagsForCertificate" } },
  async collect(aws) {
    const client = aws.client(ACMClient);
    const list = await aws.list(
      ["Certificate"],
      client,
      ListCertificatesCommand,
      { MaxItems: 1000, Includes: { keyTypes: EVERY_KEY } },
      { items: (page) => page.CertificateSummaryList },
    );
    await aws.each(list, async ({ CertificateArn: arn, DomainName }) => {
      if (arn === undefined) return;
      const gone = { absent: ["ResourceNotFoundException"] };
      const [answer, tags] = await Promise.all([
        aws.read(client, new DescribeCertificateCommand({ CertificateArn: arn }), gone),
        aws.read(client, new ListTagsForCertificateCommand({ CertificateArn: arn }), gone),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      const detail = mapFact(answer, (known) => known?.Certificate);
      aws.add(
        "Certificate",
        { id: arn, name: DomainName ?? arn },
        {
          Arn: arn,
          DomainName: DomainName ?? mapFact(detail, (d) => d?.DomainName ?? ""),
          Status: mapFact(detail, (d) => filled(d?.Status)),
          NotAfter: mapFact(detail, (d) => isoDate(d?.NotAfter)),
          // The detail spells it `RSA-2048` where the rest of AWS says `RSA_2048`.
          KeyAlgorithm: mapFact(detail, (d) => d?.KeyAlgorithm?.replaceAll("-", "_")),
          RenewalEligible: mapFact(detail, (d) => (d?.RenewalEligibility === undefined ? undefined : d.RenewalEligibility === "ELIGIBLE")),
          Tags: tagsOf(tags, (known) => known.Tags),
        },
      );
    });
  },
});
