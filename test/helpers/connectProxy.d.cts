export function withConnectProxy(answer: string, work: () => Promise<void>): Promise<number>;
