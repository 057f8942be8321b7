import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({});

export async function handler() {
  const day = new Date().toISOString().slice(0, 10);
  await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET_NAME, Key: `${day}.json`, Body: "[]" }));
}
