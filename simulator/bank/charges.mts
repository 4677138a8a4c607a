import { randomUUID } from 'node:crypto';
import type { Json } from '../core/accounts.mts';

/** How a charge is answered instead of with its JWS. */
export interface OtherAnswer {
	status?: number;
	body?: string;
	contentType?: string;
	headers?: Record<string, string>;
	/** The body is this many bytes of filling. */
	bytes?: number;
	/** One byte each so many milliseconds, without end. */
	dripMs?: number;
	/** Waits before anything is answered. */
	delayMs?: number;
}

/** What a test may say of a charge. */
export interface ChargeSettings {
	/** Default `pix.banco-simulado.com.br`. */
	host?: string;
	/** cob: immediate; cobv: with due date. */
	kind?: 'cob' | 'cobv';
	/** PS256, RS256 or ES256. */
	alg?: string;
	/** Laid over the payload, member by member. */
	payload?: Json;
	/** `wrongSignature`, `foreignKeys`, `algNone`, `hmac`, `unknownKey`, `endedCertificate`, `noKeys`, `strangeKeys`. */
	lie?: string;
	answer?: OtherAnswer | null;
}

/** A charge of a simulated bank. */
export interface BankCharge extends ChargeSettings {
	id: string;
	host: string;
	kind: 'cob' | 'cobv';
	alg: string;
	/** As it stands in a BR Code (26-25). */
	location: string;
	payload: Json;
	/** The JWS, until something changes. */
	signed?: Promise<string>;
}

/** bacen/pix-api, openapi.yaml 2.9.0, samples of CobPayload and CobVPayload. */
export function newCharge(settings: ChargeSettings): BankCharge {
	const { host = 'pix.banco-simulado.com.br', kind = 'cob', alg = 'PS256', payload = {} } = settings;
	const token = randomUUID().replaceAll('-', '');
	const common = {
		revisao: 0,
		txid: token,
		status: 'ATIVA',
		chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
		solicitacaoPagador: 'Cobrança dos serviços prestados.',
		infoAdicionais: [{ nome: 'Pedido', valor: '42' }],
	};
	const now = new Date().toISOString();
	const own =
		kind === 'cob'
			? {
					calendario: { criacao: now, apresentacao: now, expiracao: '3600' },
					valor: { original: '49.80' },
					devedor: { cpf: '12345678909', nome: 'Francisco da Silva' },
				}
			: {
					calendario: {
						criacao: now,
						apresentacao: now,
						dataDeVencimento: inDays(5),
						validadeAposVencimento: 30,
					},
					valor: {
						original: '49.80',
						multa: '0.00',
						juros: '0.00',
						abatimento: '0.00',
						desconto: '0.00',
						final: '49.80',
					},
					devedor: { cnpj: '12345678000195', nome: 'Empresa de Serviços SA' },
					recebedor: { cnpj: '56989000019533', nome: 'Empresa de Logística SA', cidade: 'Recife', uf: 'PE' },
				};
	const location = `${host}/qr/v2/${kind === 'cobv' ? 'cobv/' : ''}${token}`;
	return { ...settings, id: token, host, kind, alg, location, payload: { ...common, ...own, ...payload } };
}

/**
 * Due amounts for the day that was asked for: 2 % fine and 1 cent of interest a day after the due date. Undefined when
 * day or city make no sense, which a bank refuses.
 */
export function payloadFor(charge: BankCharge, query: URLSearchParams): Json | undefined {
	const { kind, payload } = charge;
	if (kind === 'cob') return payload;
	const day = query.get('DPP');
	const city = query.get('codMun');
	if (city !== null && !/^[1-5]\d{6}$/.test(city)) return undefined;
	if (day === null) return payload;
	const { dataDeVencimento } = payload.calendario as { dataDeVencimento: string };
	const late = Math.round((Date.parse(day) - Date.parse(dataDeVencimento)) / 86_400_000);
	if (Number.isNaN(late) || day < new Date().toISOString().slice(0, 10)) return undefined;
	if (late <= 0) return payload;
	const cents = Math.round(Number((payload.valor as Json).original) * 100);
	const fine = Math.round(cents * 0.02);
	const reais = (amount: number) => (amount / 100).toFixed(2);
	const valor = {
		...(payload.valor as Json),
		multa: reais(fine),
		juros: reais(late),
		final: reais(cents + fine + late),
	};
	return { ...payload, valor };
}

function inDays(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
