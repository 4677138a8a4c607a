import type { CommerceEvent } from '../../../../commerce/domain/event';
import type { Order } from '../../../../commerce/domain/order/order';
import { toItemJson } from '../../../../nodes/WhatsAppCommerceTrigger/eventItem';

/** Which members come first decides what a person sees of an event in n8n's table. */

const event: CommerceEvent = {
	event: 'orderSent',
	eventId: 'e',
	provider: 'zApi',
	accountId: 'a',
	occurredAt: null,
	contact: { isGroup: false, lid: '1@lid', name: 'Ana', phone: '5511999990010' },
	fromMe: true,
	messageId: 'm',
};

it('begins with what happened, whom it is about, status and total; ids for machines come last', () => {
	const order: Order = {
		referenceId: 'r',
		currency: 'BRL',
		items: [],
		orderStatus: 'pending',
		totalCents: 100,
	};
	const json = toItemJson({ ...event, order }, { type: 'raw' });
	expect(Object.keys(json)).toEqual([
		...['event', 'contact', 'order', 'occurredAt', 'fromMe', 'messageId'],
		...['provider', 'accountId', 'eventId', 'raw'],
	]);
	expect(Object.keys(json.contact as object)).toEqual(['phone', 'name', 'isGroup', 'lid']);
	expect(Object.keys(json.order as object).slice(0, 4)).toEqual([
		...['orderStatus', 'totalReais', 'totalCents', 'referenceId'],
	]);
});

it('payments and deliveries begin with their status as well', () => {
	const payment = { currency: 'BRL', amountCents: 100, status: 'COMPLETE' };
	const delivery = { messageIds: ['m'], error: 'no', status: 'failed' };
	const json = toItemJson({ ...event, payment, delivery }, undefined);
	expect(Object.keys(json.payment as object)).toEqual(['status', 'amountReais', 'amountCents', 'currency']);
	expect(Object.keys(json.delivery as object)).toEqual(['status', 'error', 'messageIds']);
});
