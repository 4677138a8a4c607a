export function enterBankNetwork(network: { proxy: string; certificate: string }): void;
export function leaveBankNetwork(): void;
