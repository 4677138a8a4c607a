import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, zApiCredential } from '../accounts';
import { bankHost, closeBanks, codeOf, openBanks } from '../bank';
import { bankLine, billLine } from '../boletoLine';
import { account, brCode, EXAMPLE_UUID, field } from '../brCode';
import { runAction } from '../engine/runAction';
import { FILLED_IN, META_NUMBER } from '../hostile/filledIn';
import { metaCredential } from '../metaRuns';
import { simulator } from '../simulator';

/** What one operation gave, of all providers and in all of its ways. */
export interface SampleOutputs {
	resource: string;
	operation: string;
	items: IDataObject[];
}

/** A check gives other members for each kind of code. */
const CODES = [
	brCode({
		'26': account(field('01', EXAMPLE_UUID), field('02', 'Order 42')),
		...{ '54': '149.90', '61': '01310100', '62': field('05', 'ORDER42') },
	}),
	brCode({ '01': '12', '26': account(field('25', 'pix.example.com/8b3da2f3')) }),
	brCode().slice(0, 40),
	bankLine({ amountCents: 14990, dueDate: '2030-01-31', bank: '341' }),
	billLine(123, '7'),
	'no code',
].map((code): INodeParameters => ({ resource: 'paymentCode', operation: 'check', code }));

/** Charges at a bank: what is known of one depends on its kind, and on what the bank says. */
const CHARGES: Array<Record<string, unknown>> = [
	{ kind: 'cobv' },
	{ payload: { status: 'CONCLUIDA', valor: { original: '49.80', modalidadeAlteracao: 1 } } },
	{ answer: { status: 404 } },
	{ lie: 'algNone' },
];

async function lookUps(): Promise<INodeParameters[]> {
	const host = bankHost();
	const charges = await Promise.all(
		CHARGES.map(async (charge) => await simulator.createCharge({ host, ...charge })),
	);
	const codes = [...charges.map(codeOf), brCode().slice(0, 40)];
	return codes.map((code) => ({ resource: 'paymentCode', operation: 'lookUp', code }));
}

/** Runs every operation with everything filled in. Throws when one of them does not go through. */
export async function sampleOutputs(): Promise<SampleOutputs[]> {
	const meta = await simulator.createMeta({ windows: 'open', phones: [{ id: META_NUMBER }] });
	const credentials = {
		...metaCredential(meta),
		...zApiCredential(await simulator.createZApi({ unknownOrders: 'accept' })),
		...hubCredential(await createHubWithChannel()),
	};
	const samples = new Map<string, SampleOutputs>();
	const filledIn = FILLED_IN.map(([, fields]) => fields as INodeParameters);
	await openBanks();
	for (const parameters of [...filledIn, ...CODES, ...(await lookUps())]) {
		const { items, error } = await runAction(parameters, [{}], { credentials, allowHiddenParameters: true });
		if (error) throw new Error(`${JSON.stringify(parameters)}: ${error.message}`);
		const { resource, operation } = parameters as Record<string, string>;
		const sample = samples.get(operation) ?? { resource, operation, items: [] };
		sample.items.push(...items);
		samples.set(operation, sample);
	}
	closeBanks();
	return [...samples.values()];
}
