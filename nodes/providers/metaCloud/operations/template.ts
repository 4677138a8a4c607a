import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInputError, InWords } from '../../../../commerce/domain/errors';
import { asObject } from '../../../../commerce/domain/looseJson';
import { readAll, readEach } from '../../../../commerce/domain/readAll';
import { when } from '../../fields/conditions';
import { numberOfField } from '../../../shared/readField';
import { requiredText, textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import type { MetaTemplate, MetaTemplateHeader } from '../api/requests';
import { checkTemplate } from '../api/templateRules';
import { locatorValue } from '../locator';

/** Most templates of Brazilian shops have this one. */
const USUAL_LANGUAGE = 'pt_BR';

/** A template of the account, by name; which ones the list shows depends on how the message is sent. */
export function templateField(sendAs: string, searchListMethod: string, kind: string): INodeProperties {
	return {
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions: when({ sendAs: [sendAs] }),
		description: `An approved template ${kind}`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a template…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. charge_pix|pt_BR',
				hint: 'Name and language with | between them; without a language, pt_BR',
			},
		],
	};
}

/** Values for {{1}}, {{2}} … of the template's body. */
export function bodyVariablesField(sendAs: string[]): INodeProperties {
	return {
		displayName: 'Body Variables',
		name: 'bodyVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: when({ sendAs }),
		description: 'Texts for the variables in the body of the template, in their order',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. Maria',
						description: 'Text that stands in place of the variable',
					},
				],
			},
		],
	};
}

/** Members of Additional Fields that fill in the header of a template. */
export function templateHeaderFields(sendAs: string[]): INodeProperties[] {
	const displayOptions = when({ '/sendAs': sendAs });
	return [
		{
			displayName: 'Header Document Name',
			name: 'headerDocumentName',
			type: 'string',
			default: '',
			placeholder: 'e.g. boleto.pdf',
			displayOptions,
			description: 'File name that the customer sees; sent only together with Header Document URL',
		},
		{
			displayName: 'Header Document URL',
			name: 'headerDocumentUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://files.example.com/boleto.pdf',
			displayOptions,
			description: 'For a template with a document in its header, such as the PDF of a boleto',
		},
		{
			displayName: 'Header Text',
			name: 'headerText',
			type: 'string',
			default: '',
			placeholder: 'e.g. Order 1042',
			displayOptions,
			description: 'For the variable in the header of a template with a text there',
		},
	];
}

/** Address of a picture: above an order, or in the header of a template. */
export const HEADER_IMAGE_FIELD: INodeProperties = {
	displayName: 'Header Image URL',
	name: 'headerImageUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://files.example.com/cake.jpg',
	description: 'Picture above the text; in a template, only if its header has one',
};

/** Where the buttons that this message fills in begin. */
export const FIRST_BUTTON_FIELD: INodeProperties = {
	displayName: 'First Payment Button',
	name: 'firstButton',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 9 },
	default: 0,
	description: 'Place of the first payment button among the buttons of the template, counted from 0',
};

/** Throws InvalidInputError. */
export function readFirstButton(params: ItemParameters): number {
	const { firstButton } = params.collection('additionalFields');
	return numberOfField(FIRST_BUTTON_FIELD, firstButton, { whole: true });
}

/** The template and what fills it in. Throws InvalidInputError. */
export function readTemplate(params: ItemParameters, buttonOf = () => 0): MetaTemplate {
	const { named, ...content } = readAll({
		named: () => readName(params),
		header: () => readHeader(params.collection('additionalFields')),
		bodyTexts: () => readVariables(params.collection('bodyVariables').variable),
		firstButton: buttonOf,
	});
	return checkTemplate({ ...named, ...content });
}

function readName(params: ItemParameters): Pick<MetaTemplate, 'name' | 'language'> {
	const [name, language = USUAL_LANGUAGE, ...rest] = requiredText(
		locatorValue(params.value('template')),
		'Template',
		'the name of an approved template',
	)
		.split('|')
		.map((part) => part.trim());
	if (rest.length > 0) {
		throw new InvalidInputError(
			'Template',
			params.value('template'),
			'a name and a language, e.g. charge_pix|pt_BR',
		);
	}
	return { name, language: language === '' ? USUAL_LANGUAGE : language };
}

function readVariables(rows: unknown): string[] {
	if (!Array.isArray(rows)) return [];
	return readEach(rows, (row, index) => {
		const field = `Body Variables ${index + 1}`;
		return requiredText(asObject(row)?.text, field, 'the text that stands in place of the variable');
	});
}

/** A template has one header at most. */
function readHeader(extra: IDataObject): MetaTemplateHeader | undefined {
	const text = textOf(extra.headerText, 'Header Text');
	const image = textOf(extra.headerImageUrl, 'Header Image URL');
	const document = textOf(extra.headerDocumentUrl, 'Header Document URL');
	const filename = textOf(extra.headerDocumentName, 'Header Document Name');
	const headers: MetaTemplateHeader[] = [
		...(text === undefined ? [] : [{ type: 'text' as const, text }]),
		...(image === undefined ? [] : [{ type: 'image' as const, link: image }]),
		...(document === undefined
			? []
			: [{ type: 'document' as const, link: document, ...(filename !== undefined && { filename }) }]),
	];
	if (headers.length > 1) {
		const found = new InWords(headers.map(({ type }) => type).join(' and '));
		throw new InvalidInputError('Header', found, 'one of text, image and document');
	}
	return headers[0];
}
