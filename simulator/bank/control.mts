import type { FastifyInstance } from 'fastify';
import { Refusal } from '../core/refusal.mts';
import type { Banks } from './bank.mts';
import type { BankCharge, ChargeSettings, OtherAnswer } from './charges.mts';

/** The banks below /_control/bank. */
export function bankRoutes(app: FastifyInstance, banks: Banks): void {
	app.post('/bank', async (request) => {
		const { latencyMs = banks.latencyMs } = (request.body ?? {}) as { latencyMs?: number };
		banks.latencyMs = latencyMs;
		return await banks.open();
	});
	app.put('/bank/keys', async (request, reply) => {
		const { host, answer } = request.body as { host: string; answer?: OtherAnswer };
		if (answer === undefined) banks.rotate(host);
		else banks.setKeysAnswer(host, answer);
		void reply.code(204);
	});
	app.post('/bank/charges', async (request, reply) => {
		void reply.code(201);
		const charge = banks.add((request.body ?? {}) as ChargeSettings);
		await charge.signed;
		return shown(charge);
	});
	app.patch('/bank/charges/:id', async (request) => {
		const { id } = request.params as { id: string };
		const charge = banks.change(id, (request.body ?? {}) as ChargeSettings);
		if (charge === undefined) throw new Refusal(404, `no charge ${id}`);
		return shown(charge);
	});
	app.get('/bank/requests', async (request) => banks.seen((request.query as { host?: string }).host));
}

function shown({ id, host, kind, location, payload }: BankCharge) {
	return { id, host, kind, location, payload };
}
