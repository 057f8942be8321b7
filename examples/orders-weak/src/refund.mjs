export async function handler(event) {
  return { statusCode: 202, body: JSON.stringify({ refunded: event.rawPath ?? event.id }) };
}
