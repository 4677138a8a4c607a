/**
 * What it costs to read and check payment codes, beside the library of the field in the same run:
 * node scripts/run.mjs bench/domain.mts [--json]. Fails when a call costs 20 µs or more, or when reading a
 * PIX code or a utility line is slower than the library; a bank slip line takes 4 µs, with its bank and its due date. `--json` prints the numbers as the last line.
 */
import { readFileSync } from 'node:fs';
import { Bench } from 'tinybench';
import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import { crc16ccitt } from 'crc';
import { readBoleto } from '../commerce/domain/boleto/boleto.ts';
import { crc16 } from '../commerce/domain/pix/crc16.ts';
import { inspectPaymentCode } from '../commerce/domain/payment/paymentCode.ts';
import { buildStaticBrCode, decodeBrCode } from '../commerce/domain/pix/pixBrCode.ts';
import { normalizePixKey } from '../commerce/domain/pix/pixKey.ts';
import { isValidCnpj, isValidCpf } from '../commerce/domain/identity/taxId.ts';

const LIMIT_MICROSECONDS = 20;

interface Vectors {
	pix: Array<{ code: string; valid: boolean }>;
	boleto: Array<{ line: string; checksumsValid: boolean }>;
	cpf: Array<{ cpf: string; valid: boolean }>;
	cnpj: Array<{ cnpj: string; valid: boolean }>;
}

const vectors: Vectors = JSON.parse(
	readFileSync(new URL('../test/fixtures/vectors.json', import.meta.url), 'utf8'),
);

interface Case {
	name: string;
	inputs: string[];
	ours: (input: string) => unknown;
	/** Absent when the library has no counterpart. */
	theirs?: (input: string) => unknown;
	/** Reading and checking what the user pasted: must not be slower than the library. */
	mustKeepUp?: boolean;
}

const TODAY = { referenceDate: '2026-11-20' };
const todayAsDate = new Date(2026, 10, 20);

const codes = vectors.pix.filter(({ valid }) => valid).map(({ code }) => code);
const lines = vectors.boleto.filter(({ checksumsValid }) => checksumsValid).map(({ line }) => line);
// The currency digit 7 is refused by us only.
const slips = lines.filter((line) => line.length === 47 && line[3] === '9');
const bills = lines.filter((line) => line.length === 48);

const shop = { merchantName: 'Confeitaria São João', merchantCity: 'São Paulo' };

const cases: Case[] = [
	{
		name: 'read a PIX code',
		inputs: codes,
		ours: decodeBrCode,
		theirs: (code) => brazilianUtils.getPixPayloadInfo(code),
		mustKeepUp: true,
	},
	{
		name: 'refuse a changed PIX code',
		inputs: codes.map((code) => code.replace('BR59', 'BR58')),
		ours: decodeBrCode,
		theirs: (code) => brazilianUtils.getPixPayloadInfo(code),
	},
	{
		name: 'read a bank slip line',
		inputs: slips,
		ours: (line) => readBoleto(line, TODAY),
		theirs: (line) => brazilianUtils.getBoletoInfo(line, { referenceDate: todayAsDate }),
	},
	{
		name: 'read a utility line',
		inputs: bills,
		ours: (line) => readBoleto(line, TODAY),
		theirs: (line) => brazilianUtils.getBoletoInfo(line, { referenceDate: todayAsDate }),
		mustKeepUp: true,
	},
	{ name: 'inspect any code', inputs: [...codes, ...lines], ours: (code) => inspectPaymentCode(code, TODAY) },
	{
		name: 'build a PIX code',
		inputs: ['12345678909', '52998224725', '11144477735'],
		ours: (key) => buildStaticBrCode({ key, keyType: 'CPF', ...shop, amountCents: 14990 }),
		theirs: (key) => brazilianUtils.generatePixPayload({ key, ...shop, amount: 149.9 }),
	},
	{
		name: 'normalise a PIX key',
		inputs: ['123.456.789-09', '52998224725'],
		ours: (key) => normalizePixKey(key, 'CPF', 'PIX Key'),
		theirs: (key) => brazilianUtils.getPixKeyInfo(key),
	},
	{
		name: 'check a CPF',
		inputs: vectors.cpf.map(({ cpf }) => cpf),
		ours: isValidCpf,
		theirs: (cpf) => brazilianUtils.isValidCpf(cpf),
	},
	{
		name: 'check a CNPJ',
		inputs: vectors.cnpj.map(({ cnpj }) => cnpj),
		ours: isValidCnpj,
		theirs: (cnpj) => brazilianUtils.isValidCnpj(cnpj, { version: 2 }),
	},
	{
		name: 'CRC of a PIX code',
		inputs: codes,
		ours: (code) => crc16(code),
		theirs: (code) => crc16ccitt(code),
	},
];

// Results land here so that no engine can drop the calls as unused.
let kept: unknown;

/** Runs one function over all inputs `rounds` times, so that a sample is long against the clock's step. */
function batch(run: (input: string) => unknown, inputs: string[], rounds: number): () => void {
	return () => {
		for (let round = 0; round < rounds; round++) for (const input of inputs) kept = run(input);
	};
}

interface Row {
	name: string;
	microseconds: number;
	libraryMicroseconds: number | null;
	/** Library time by ours: above 1 we are faster. */
	ratio: number | null;
	failed: boolean;
}

async function measure({ name, inputs, ours, theirs, mustKeepUp = false }: Case): Promise<Row> {
	const rounds = Math.ceil(200 / inputs.length);
	const calls = rounds * inputs.length;
	const bench = new Bench({ time: 400, warmupTime: 150 });
	bench.add('ours', batch(ours, inputs, rounds));
	if (theirs !== undefined) bench.add('theirs', batch(theirs, inputs, rounds));
	await bench.run();
	const medians = bench.tasks.map((task) => {
		if (task.result.state !== 'completed') throw new Error(`${name}: ${task.name} did not complete`);
		return (task.result.latency.p50 * 1000) / calls;
	});
	const [microseconds, libraryMicroseconds = null] = medians;
	const ratio = libraryMicroseconds === null ? null : libraryMicroseconds / microseconds;
	const failed = microseconds >= LIMIT_MICROSECONDS || (mustKeepUp && ratio !== null && ratio < 1);
	return { name, microseconds, libraryMicroseconds, ratio, failed };
}

function shown(value: number | null, digits: number): string {
	return (value === null ? '-' : value.toFixed(digits)).padStart(9);
}

const rows: Row[] = [];
for (const current of cases) rows.push(await measure(current));

console.log(`median of one call; limit ${LIMIT_MICROSECONDS} µs; library: brazilian-utils (CRC: crc)\n`);
console.log(`${''.padEnd(28)}  ours µs  lib. µs    ratio`);
for (const { name, microseconds, libraryMicroseconds, ratio, failed } of rows) {
	const numbers = `${shown(microseconds, 2)}${shown(libraryMicroseconds, 2)}${shown(ratio, 1)}`;
	console.log(`${name.padEnd(28)}${numbers}${failed ? '  FAILED' : ''}`);
}
if (kept === undefined) throw new Error('nothing was measured');
if (process.argv.includes('--json')) {
	console.log(JSON.stringify({ limitMicroseconds: LIMIT_MICROSECONDS, node: process.version, rows }));
}
if (rows.some(({ failed }) => failed)) process.exitCode = 1;
