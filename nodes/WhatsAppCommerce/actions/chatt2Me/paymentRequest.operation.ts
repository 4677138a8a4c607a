import { formatBrl } from '../../../../commerce/domain/money';
import { InvalidInputError, type CommerceWarning } from '../../../../commerce/domain/errors';
import { checkStatedTotals, computeTotals } from '../../../../commerce/domain/orderTotals';
import {
	checkBoletoCharge,
	checkPixCharge,
	type PaymentCheckSettings,
} from '../../../../commerce/domain/paymentChecks';
import { checkPaymentLink } from '../../../../commerce/domain/paymentLink';
import { buildStaticBrCode } from '../../../../commerce/domain/pixBrCode';
import { normalizePixKey, PIX_KEY_TYPES } from '../../../../commerce/domain/pixKey';
import { todayInBrazil } from '../../../../commerce/domain/timestamp';
import {
	paymentRequestMessage,
	type Chatt2MePaymentMethod,
} from '../../../../commerce/providers/chatt2Me/requests';
import { readChatt2MeSendReply } from '../../../../commerce/providers/chatt2Me/responses';
import { readItems } from '../fields/readItems';
import { textOf, type ItemParameters } from '../itemParameters';
import type { PreparedSend, SendOperation } from '../operation';
import { readAddress } from './sharedFields';

/** `content.paymentRequest` with one of three methods; amounts leave as integer cents with offset 100. */
export const chatt2MePaymentRequest: SendOperation = {
	credentialType: 'chatt2MeApi',
	readReply: readChatt2MeSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const address = readAddress(params);
		const items = readItems(params, { needsRetailerId: true });
		const extra = params.collection('additionalFields');
		const taxCents = params.optionalCents(extra.tax, 'Tax');
		const subtotalCents = params.optionalCents(extra.subtotal, 'Subtotal');
		const { totalCents } = computeTotals({ items, taxCents });
		checkStatedTotals(
			{ items, taxCents },
			{ subtotalCents, totalCents: params.optionalCents(extra.total, 'Total') },
		);
		if (totalCents === 0)
			throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
		const { method, warnings } = readMethod(params, totalCents);
		return {
			request: paymentRequestMessage({
				...address,
				bodyText: params.text('bodyText', 'Body Text', 'the text that the customer reads'),
				method,
				items,
				totalCents,
				currency: textOf(extra.currency, 'Currency'),
				...(taxCents === undefined
					? {}
					: { tax: { amountCents: taxCents, description: textOf(extra.taxDescription, 'Tax Description') } }),
				subtotalCents,
			}),
			recipient: address.recipient,
			referenceId: address.referenceId,
			onceKey: `chatt2Me|paymentRequest|${address.referenceId}`,
			warnings,
		};
	},
};

const PIX_CODE_SOURCES = ['pasteFromBank', 'buildFromKey'] as const;

interface CheckedMethod {
	method: Chatt2MePaymentMethod;
	warnings: CommerceWarning[];
}

function readMethod(params: ItemParameters, totalCents: number): CheckedMethod {
	const settings: PaymentCheckSettings = {
		refuseInvalid: params.optionFlag('checkPaymentCode', 'Check Payment Code', true),
		onAmountMismatch: params.optionChoice('onAmountMismatch', 'On Amount Mismatch', ['warn', 'stop'], 'warn'),
	};
	switch (params.value('paymentMethod')) {
		case 'pix':
			return readPix(params, totalCents, settings);
		case 'boleto': {
			const line = params.text('digitableLine', 'Digitable Line', 'the 47 or 48 digits of the boleto');
			const today = todayInBrazil(Date.now());
			const charge = { field: 'Digitable Line', line, totalCents, today };
			const { digitableLine, warnings } = checkBoletoCharge(charge, settings);
			return { method: { paymentMethod: 'boleto', digitableLine }, warnings };
		}
		case 'payment_link': {
			const link = params.text('paymentUrl', 'Payment URL', 'the full web address of the payment page');
			return {
				method: { paymentMethod: 'payment_link', url: checkPaymentLink(link, 'Payment URL') },
				warnings: [],
			};
		}
		default:
			throw new InvalidInputError(
				'Payment Method',
				params.value('paymentMethod'),
				'one of pix, boleto, payment_link',
			);
	}
}

function readPix(params: ItemParameters, totalCents: number, settings: PaymentCheckSettings): CheckedMethod {
	const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
	const key = normalizePixKey(params.value('pixKey'), keyType, 'PIX Key');
	const merchantName = params.text('pixMerchantName', 'Merchant Name', 'the name of the store that is paid');
	if (params.choice('pixCodeSource', 'PIX Code', PIX_CODE_SOURCES) === 'buildFromKey') {
		const code = buildStaticBrCode({
			key,
			keyType,
			merchantName,
			merchantCity: params.text('pixMerchantCity', 'Merchant City', 'the city of the store'),
			amountCents: totalCents,
			txid: params.optionalText('pixTxid', 'Transaction ID'),
		});
		return { method: { paymentMethod: 'pix', code, merchantName, key, keyType }, warnings: [] };
	}
	const given = params.text(
		'pixCode',
		'PIX Copy and Paste Code',
		'the BR Code of the bank, which starts with 000201',
	);
	const charge = { field: 'PIX Copy and Paste Code', code: given, totalCents, key };
	const { code, warnings } = checkPixCharge(charge, settings);
	return { method: { paymentMethod: 'pix', code, merchantName, key, keyType }, warnings };
}
