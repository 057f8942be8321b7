import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

const table = new DynamoDBClient({});

export async function handler(event) {
  const id = event.queryStringParameters?.id ?? "";
  const { Item } = await table.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: { id: { S: id } } }));
  return { statusCode: Item ? 200 : 404, body: JSON.stringify(Item ?? {}) };
}
