export async function doctor(options: unknown): Promise<void> { void options; }
