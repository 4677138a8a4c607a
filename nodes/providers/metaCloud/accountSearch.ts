import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { sendProviderRequest } from '../../shared/transport';
import { createRedact } from '../../shared/redact';
import type { ProviderResponse, ProviderRequest, Read } from '../api/exchange';
import type { ListSearch } from '../provider';
import { phoneNumbersRequest, readPhoneNumbers, readTemplates, templatesRequest } from './api/accountLists';
import type { MetaPage, MetaTemplateInfo, MetaTemplateKind } from './api/accountLists';
import { metaCredential } from './credential';

const TIMEOUT_MS = 20_000;

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
	const accountId = await accountIdOf(context);
	const page = await ask(context, phoneNumbersRequest(accountId, after), readPhoneNumbers);
	const results = page.items.map(({ id, displayNumber, verifiedName }) => ({
		name: [displayNumber ?? id, verifiedName].filter(Boolean).join(' · '),
		value: id,
	}));
	return { results: results.filter(matches(filter)), paginationToken: page.after };
}

/** Approved ones first by name; a template that cannot be sent now is named with its status. */
function searchTemplates(kind: MetaTemplateKind): ListSearch {
	return async (context, filter, after) => {
		const accountId = await accountIdOf(context);
		const page = await ask(context, templatesRequest(accountId, after), readTemplates);
		const results = page.items
			.filter((template) => template.kind === kind)
			.map((template) => ({ name: nameOf(template), value: `${template.name}|${template.language}` }));
		return { results: results.filter(matches(filter)), paginationToken: page.after };
	};
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
	throw new NodeOperationError(
		context.getNode(),
		'The credential has no WhatsApp Business Account ID, so nothing can be listed',
		{ description: 'Fill it in, or choose By ID and type the value.' },
	);
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
	const { what, next } = outcome.reason;
	throw new NodeOperationError(context.getNode(), `${what}. ${next}`.trim());
}
