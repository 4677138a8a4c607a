import { randomBytes } from 'node:crypto';
import { decimals, type Charge, type DeskProvider } from './desk.mts';

/*
 * API Pix of the central bank (github.com/bacen/pix-api, openapi.yaml: callback of /webhook/{chave}); the test call and
 * `hmac` are Efí's (dev.efipay.com.br/docs/api-pix/webhooks).
 */

function pixOf(charge: Charge): Record<string, unknown> {
	const refund = {
		id: 'refund1',
		rtrId: `D${charge.endToEndId.slice(1)}`.slice(0, 24) + String(charge.refundedCents).padStart(8, '0'),
		valor: decimals(charge.refundedCents),
		horario: { solicitacao: new Date().toISOString() },
		status: 'DEVOLVIDO',
	};
	return {
		endToEndId: charge.endToEndId,
		txid: charge.referenceId,
		chave: 'pix@shop.example',
		valor: decimals(charge.paidCents),
		horario: charge.paidAt.toISOString(),
		pagador: { nome: charge.payerName },
		gnExtras: { tarifa: decimals(charge.feeCents) },
		...(charge.refundedCents > 0 ? { devolucoes: [refund] } : {}),
	};
}

export const apiPix: DeskProvider = {
	open: () => undefined,
	chargeId: () => randomBytes(16).toString('hex'),
	// A charge that is not paid is no PIX.
	tell: (_desk, charge) => ({
		body: ['created', 'expired', 'underReview'].includes(charge.state)
			? { pix: [] }
			: { pix: [pixOf(charge)] },
	}),
	test: () => ({ body: { evento: 'teste_webhook', data_criacao: new Date().toISOString() } }),
	prove(_desk, call, { secret }) {
		call.query.hmac = secret;
	},
	api: {},
};

/** One call for several payments, as banks may bundle them. */
export function bundle(bodies: string[], isBareList: boolean): string {
	const all = bodies.flatMap((body) => (JSON.parse(body) as { pix: unknown[] }).pix);
	return JSON.stringify(isBareList ? all : { pix: all });
}
