export async function demo(options: unknown): Promise<void> {
  void options;
}
