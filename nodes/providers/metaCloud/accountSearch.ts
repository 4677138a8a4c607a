import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { sendProviderRequest } from '../../shared/transport';
import { createRedact } from '../../shared/redact';
import type { FailureReason, ProviderResponse, ProviderRequest, Read } from '../api/exchange';
import type { ListSearch } from '../provider';
import { phoneNumbersRequest, readPhoneNumbers, readTemplates, templatesRequest } from './api/accountLists';
import type { MetaPage, MetaPhoneNumber, MetaTemplateInfo, MetaTemplateKind } from './api/accountLists';
import { metaCredential } from './credential';

const TIMEOUT_MS = 20_000;

/** n8n's list shows seven entries at a time. */
const ENOUGH_TO_SCROLL = 20;

/** In one answer: for a service whose pages do not end. */
const MAX_PAGES = 60;

/** The lists behind Phone Number and Template, by the names that their fields give. */
export const listSearch: Readonly<Record<string, ListSearch>> = {
	metaCloudPhoneNumbers: searchPhoneNumbers,
	metaCloudOrderDetailsTemplates: searchTemplates('orderDetails'),
	metaCloudPaymentButtonsTemplates: searchTemplates('paymentButtons'),
	metaCloudOrderStatusTemplates: searchTemplates('orderStatus'),
};

async function searchPhoneNumbers(
	context: ILoadOptionsFunctions,
	filter?: string,
	after?: string,
): Promise<INodeListSearchResult> {
	const entryOf = ({ id, displayNumber, verifiedName }: MetaPhoneNumber) => ({
		name: [displayNumber ?? id, verifiedName].filter(Boolean).join(' · '),
		value: id,
	});
	return await search(
		context,
		{ request: phoneNumbersRequest, read: readPhoneNumbers, entryOf },
		filter,
		after,
	);
}

/** In the order in which the account has them; a template that cannot be sent now is named with its status. */
function searchTemplates(kind: MetaTemplateKind): ListSearch {
	const entryOf = (template: MetaTemplateInfo) =>
		template.kind === kind
			? { name: nameOf(template), value: `${template.name}|${template.language}` }
			: undefined;
	return async (context, filter, after) =>
		await search(context, { request: templatesRequest, read: readTemplates, entryOf }, filter, after);
}

/** A list of the account, and what the editor shows of each. */
interface AccountList<T> {
	request(businessAccountId: string, after?: string): ProviderRequest;
	read(response: ProviderResponse): Read<MetaPage<T>>;
	/** Nothing for what is left out. */
	entryOf(item: T): INodeListSearchItems | undefined;
}

/**
 * As many entries as make n8n's list scroll: while something is typed, it asks for more only when it is scrolled, and
 * says "No results" when a page has none of them.
 */
async function search<T>(
	context: ILoadOptionsFunctions,
	{ request, read, entryOf }: AccountList<T>,
	filter: string | undefined,
	from: string | undefined,
): Promise<INodeListSearchResult> {
	const accountId = await accountIdOf(context);
	const results: INodeListSearchItems[] = [];
	let after = from;
	for (let pages = 0; pages < MAX_PAGES && results.length < ENOUGH_TO_SCROLL; pages += 1) {
		const page = await ask(context, request(accountId, after), read);
		const entries = page.items.map(entryOf).filter((entry) => entry !== undefined);
		results.push(...entries.filter(matches(filter)));
		after = page.after;
		if (after === undefined) break;
	}
	return { results, paginationToken: after };
}

function nameOf({ name, language, status }: MetaTemplateInfo): string {
	const isReady = status === undefined || status === 'APPROVED';
	return isReady ? `${name} (${language})` : `${name} (${language}, ${status.toLowerCase()})`;
}

function matches(filter = ''): (result: { name: string }) => boolean {
	const wanted = filter.trim().toLowerCase();
	return ({ name }) => name.toLowerCase().includes(wanted);
}

async function accountIdOf(context: ILoadOptionsFunctions): Promise<string> {
	const { businessAccountId } = await context.getCredentials(metaCredential.type);
	const id = String(businessAccountId ?? '').trim();
	if (id !== '') return id;
	throw shownInList(context, {
		what: 'The credential has no WhatsApp Business Account ID, so nothing can be listed',
		next: 'Fill it in there, or type the value instead of choosing it from the list.',
	});
}

async function ask<T>(
	context: ILoadOptionsFunctions,
	request: ProviderRequest,
	read: (response: ProviderResponse) => Read<MetaPage<T>>,
): Promise<MetaPage<T>> {
	const redact = await createRedact(context, metaCredential);
	const options = { timeoutMs: TIMEOUT_MS, redact };
	const result = await sendProviderRequest(context, metaCredential.type, request, options);
	const outcome = 'failure' in result ? { reason: result.failure } : read(result.response);
	if ('value' in outcome) return outcome.value;
	throw shownInList(context, outcome.reason);
}

/** Of other errors n8n shows only the message in a list; and with 401 or 403 it offers to open the credential. */
function shownInList(context: ILoadOptionsFunctions, reason: FailureReason): NodeApiError {
	const { what, next, statusCode } = reason;
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	return new NodeApiError(context.getNode(), {}, { message: what, description: next, httpCode });
}
