import { MAX_ITEM_NAME } from '../../../../commerce/domain/order/order';
import type { Problem } from '../../../../commerce/domain/problem';

/*
 * The Hub takes longer texts and answers that the message is enqueued; WhatsApp refuses it afterwards.
 * Source of the limits: Meta, Payments API for Brazil, order_details and order_status
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-br/orders).
 */
const REFERENCE_ID = /^[A-Za-z0-9_.-]{1,60}$/;
const MAX_BODY = 1024;
const MAX_DESCRIPTION = 60;

/** The texts of a Hub message that WhatsApp limits. */
export interface LimitedTexts {
	referenceId: string;
	bodyText?: string;
	/** By what messages call the items. */
	itemNames?: { [label: string]: string };
	taxDescription?: string;
}

/** A warning for every text that WhatsApp will refuse, with the rule; lengths count characters. */
export function limitWarnings(texts: LimitedTexts): Problem[] {
	const warnings: Problem[] = [];
	const tooLong = (rule: string, field: string, text: string | undefined, limit: number) => {
		const length = [...(text ?? '')].length;
		if (length <= limit) return;
		const found = `${field} has ${length.toLocaleString('en-US')} characters`;
		const message = `${found}; WhatsApp allows ${limit.toLocaleString('en-US')} and will not deliver the message`;
		warnings.push({ rule, message });
	};
	if (!REFERENCE_ID.test(texts.referenceId)) {
		warnings.push({ rule: 'hub.referenceId', message: referenceMessage(texts.referenceId) });
	}
	tooLong('hub.bodyText', 'Body Text', texts.bodyText, MAX_BODY);
	for (const [label, name] of Object.entries(texts.itemNames ?? {})) {
		tooLong('hub.itemName', `${label}, Name`, name, MAX_ITEM_NAME);
	}
	tooLong('hub.taxDescription', 'Tax Description', texts.taxDescription, MAX_DESCRIPTION);
	return warnings;
}

function referenceMessage(referenceId: string): string {
	const length = [...referenceId].length;
	const found =
		length > 60 ? `Reference ID has ${length} characters` : `Reference ID is ${JSON.stringify(referenceId)}`;
	return `${found}; WhatsApp allows 1 to 60 letters without accents, digits, dots, dashes and underscores, and will not deliver the message`;
}
