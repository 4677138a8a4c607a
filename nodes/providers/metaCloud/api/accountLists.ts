import { asObject, asText, compact, objectsIn } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { parseJsonObject } from '../../api/httpOutcome';
import type { ProviderResponse, ProviderRequest, Read } from '../../api/exchange';
import { refusalOf } from './responses';

/** A number of the account, as a list shows it. */
export interface MetaPhoneNumber {
	id: string;
	displayNumber?: string;
	verifiedName?: string;
}

/** What a template can carry: an order, payment buttons, an order status, or none of them. */
export type MetaTemplateKind = 'orderDetails' | 'paymentButtons' | 'orderStatus' | 'other';

/** A template of the account, as a list shows it. */
export interface MetaTemplateInfo {
	id?: string;
	name: string;
	language: string;
	/** E.g. APPROVED. */
	status?: string;
	kind: MetaTemplateKind;
}

/** Part of a list; `after` asks for the next part and is absent in the last. */
export interface MetaPage<T> {
	items: T[];
	after?: string;
}

const PAGE_SIZE = 100;

/** GET the numbers of a business account. */
export function phoneNumbersRequest(businessAccountId: string, after?: string): ProviderRequest {
	return pageRequest(businessAccountId, 'phone_numbers', after);
}

/** GET the templates of a business account. */
export function templatesRequest(businessAccountId: string, after?: string): ProviderRequest {
	return pageRequest(businessAccountId, 'message_templates', after);
}

function pageRequest(businessAccountId: string, list: string, after: string | undefined): ProviderRequest {
	const cursor = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
	return {
		method: 'GET',
		path: `/${encodeURIComponent(businessAccountId)}/${list}?limit=${PAGE_SIZE}${cursor}`,
	};
}

/** A page of numbers; entries without an ID are left out. */
export function readPhoneNumbers(response: ProviderResponse): Read<MetaPage<MetaPhoneNumber>> {
	return readPage(response, (entry) => {
		const id = asText(entry.id);
		if (id === undefined) return undefined;
		return compact({
			id,
			displayNumber: asText(entry.display_phone_number),
			verifiedName: asText(entry.verified_name),
		});
	});
}

/** A page of templates; entries without name or language are left out. */
export function readTemplates(response: ProviderResponse): Read<MetaPage<MetaTemplateInfo>> {
	return readPage(response, (entry) => {
		const name = asText(entry.name);
		const language = asText(entry.language);
		if (name === undefined || language === undefined) return undefined;
		return compact({
			id: asText(entry.id),
			name,
			language,
			status: asText(entry.status),
			kind: kindOf(entry),
		});
	});
}

function readPage<T>(
	response: ProviderResponse,
	read: (entry: LooseObject) => T | undefined,
): Read<MetaPage<T>> {
	const reason = refusalOf(response);
	if (reason) return { reason };
	const json = parseJsonObject(response.body) ?? {};
	const items = objectsIn(json.data)
		.map(read)
		.filter((item) => item !== undefined);
	const paging = asObject(json.paging);
	// The cursor is also there on the last page; only `next` says that there is more.
	const after = asText(paging?.next) === undefined ? undefined : asText(asObject(paging?.cursors)?.after);
	return { value: compact({ items, after }) };
}

/** By display format, sub-category or buttons: which of them a listing has no page says. */
function kindOf(template: LooseObject): MetaTemplateKind {
	const buttons = objectsIn(template.components).flatMap((component) => objectsIn(component.buttons));
	const types = buttons.map(({ type }) => asText(type)?.toUpperCase());
	const isOrderDetails = asText(template.display_format)?.toUpperCase() === 'ORDER_DETAILS';
	if (isOrderDetails || types.includes('ORDER_DETAILS')) return 'orderDetails';
	if (types.includes('PAYMENT_REQUEST')) return 'paymentButtons';
	return asText(template.sub_category)?.toUpperCase() === 'ORDER_STATUS' ? 'orderStatus' : 'other';
}
