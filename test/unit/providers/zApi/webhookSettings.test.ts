import { readSettingsResponse } from '../../../../nodes/providers/zApi/api/webhooks';

const read = (me: unknown) =>
	readSettingsResponse({ statusCode: 200, headers: {}, body: JSON.stringify(me) });

describe('the webhook settings of an instance', () => {
	it('are empty where Z-API names none', () => {
		const none = { urls: { received: '', messageStatus: '', delivery: '' }, sentByMe: false };
		expect(read({ id: 'A', connected: true })).toEqual({ value: none });
		expect(read({ receivedCallbackUrl: null })).toEqual({ value: none });
	});

	it('report own messages when Z-API says so, also as text', () => {
		for (const receiveCallbackSentByMe of [true, 'true']) {
			expect(read({ receiveCallbackSentByMe })).toMatchObject({ value: { sentByMe: true } });
		}
	});

	it.each([{}, { value: true }, { status: 'ok' }])(
		'are unknown, and not empty, when %j answers: nobody else may lose their address by it',
		(answer) => {
			expect(read(answer)).toMatchObject({ reason: { what: 'Z-API did not answer as documented' } });
		},
	);
});
