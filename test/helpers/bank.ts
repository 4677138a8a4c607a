import { randomBytes } from 'crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { enterBankNetwork, leaveBankNetwork } from './bankNetwork.cjs';
import { account, brCode, field } from './brCode';
import { runAction, type ActionOptions, type ActionRun } from './engine/runAction';
import { simulator, type BankCharge } from './simulator';

/** A host of its own: what this process remembers of another one does not matter. */
export function bankHost(): string {
	return `pix-${randomBytes(5).toString('hex')}.banco-simulado.com.br`;
}

/** For beforeAll: n8n's requests reach the simulated banks under their names. */
export async function openBanks(): Promise<void> {
	enterBankNetwork(await simulator.openBank());
}

/** For afterAll. */
export const closeBanks = leaveBankNetwork;

/** The dynamic code of a charge, as a bank gives it. */
export function codeOf({ location }: Pick<BankCharge, 'location'>): string {
	return brCode({ '01': '12', '26': account(field('25', location)), '59': 'Loja Exemplo' });
}

export const lookUpParameters = (options: IDataObject = {}): INodeParameters => ({
	resource: 'paymentCode',
	operation: 'lookUp',
	code: '={{ $json.code }}',
	options: options as INodeParameters,
});

/** Looks these codes up in one run. */
export async function lookUp(
	codes: unknown[],
	options: IDataObject = {},
	more: ActionOptions = {},
): Promise<ActionRun> {
	return await runAction(lookUpParameters(options), codes.map((code) => ({ code })) as IDataObject[], more);
}
