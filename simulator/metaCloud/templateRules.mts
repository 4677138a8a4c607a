import type { Json } from '../core/accounts.mts';
import type { MetaAccount, MetaTemplate, TemplateButton } from './account.mts';
import {
	checkOrderDetails,
	checkPaymentSetting,
	type OrderDetails,
	type PaymentSetting,
} from './chargeRules.mts';
import { check } from './check.mts';
import { checkOrderStatus, type OrderStatus } from './orders.mts';
import { MetaRefusal } from './refusal.mts';
import * as schemas from './schemas.mts';

interface Component extends Json {
	type: string;
	sub_type?: string;
	index?: number | string;
	parameters: Json[];
}

/** What a template message turned out to carry. */
export interface TemplateContent {
	orderDetails?: OrderDetails;
	orderStatus?: OrderStatus;
	hasPaymentButtons: boolean;
}

/** Checks a template message against the template it names. */
export function checkTemplateMessage(account: MetaAccount, given: unknown): TemplateContent {
	check(schemas.template, given, 'template');
	const {
		name,
		language,
		components = [],
	} = given as {
		name: string;
		language: { code: string };
		components?: Component[];
	};
	const known = account.templates.find((one) => one.name === name && one.language === language.code);
	if (!known || known.status === 'PENDING' || known.status === 'REJECTED') {
		throw new MetaRefusal(132001, `template name (${name}) does not exist in ${language.code}`, 404);
	}
	if (known.status === 'PAUSED') throw new MetaRefusal(132015, `template ${name} is paused`);
	components.forEach(checkComponent);
	checkOnce(components);
	checkVariables(known, components);
	checkHeader(known, components);
	return readSpecial(known, components);
}

function checkComponent(component: Component, position: number): void {
	const where = `template.components[${position}]`;
	const schema =
		component.type === 'button'
			? schemas.buttons[String(component.sub_type)]
			: Object.hasOwn(schemas.components, component.type) && schemas.components[component.type];
	if (!schema) throw new MetaRefusal(131009, `${where}.type or sub_type is not known`);
	check(schema, component, where);
}

function checkOnce(components: Component[]): void {
	const names = components.map(({ type, index }) => (type === 'button' ? `button ${Number(index)}` : type));
	const twice = names.find((name, position) => names.indexOf(name) !== position);
	if (twice) throw new MetaRefusal(131009, `template.components has ${twice} twice`);
}

/** As many body parameters as the text has different `{{n}}`. */
function checkVariables(known: MetaTemplate, components: Component[]): void {
	const body = known.components.find(({ type }) => type === 'BODY')?.text ?? '';
	const expected = new Set(body.match(/\{\{\d+\}\}/g) ?? []).size;
	const given = components.find(({ type }) => type === 'body')?.parameters.length ?? 0;
	if (given === expected) return;
	throw new MetaRefusal(
		132000,
		`body: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
	);
}

function checkHeader(known: MetaTemplate, components: Component[]): void {
	const wanted = known.components.find(({ type }) => type === 'HEADER');
	const given = components.find(({ type }) => type === 'header')?.parameters[0];
	const needsOne =
		wanted?.format === 'IMAGE' || wanted?.format === 'DOCUMENT' || wanted?.text?.includes('{{');
	if (!given && !needsOne) return;
	const type = String(given?.type);
	if (!given || wanted?.format !== type.toUpperCase()) {
		const expected = wanted?.format ?? 'no header';
		throw new MetaRefusal(132012, `header: expected ${expected}, got ${given ? type : 'nothing'}`);
	}
	if (given[type] === undefined) throw new MetaRefusal(131008, `template header.${type} is required`);
}

/** Order details, payment requests and order statuses, each only in a template made for it. */
function readSpecial(known: MetaTemplate, components: Component[]): TemplateContent {
	const buttons = known.components.find(({ type }) => type === 'BUTTONS')?.buttons ?? [];
	const content: TemplateContent = { hasPaymentButtons: false };
	for (const component of components.filter(({ type }) => type === 'button')) {
		readButton(content, component, buttons[Number(component.index)]);
	}
	const given = components.filter(({ type }) => type === 'button').length;
	const needed = buttons.filter(({ type }) => type === 'ORDER_DETAILS' || type === 'PAYMENT_REQUEST').length;
	if (given !== needed) throw new MetaRefusal(132018, `buttons: ${needed} need a value, ${given} have one`);
	const status = components.find(({ type }) => type === 'order_status');
	const isOrderStatus = known.sub_category === 'ORDER_STATUS';
	if (isOrderStatus !== (status !== undefined)) {
		const words = isOrderStatus ? 'needs' : 'cannot have';
		throw new MetaRefusal(132018, `template ${known.name} ${words} an order_status component`);
	}
	if (status) {
		const where = 'template.components order_status';
		content.orderStatus = checkOrderStatus(status.parameters[0].order_status, where);
	}
	return content;
}

function readButton(
	content: TemplateContent,
	component: Component,
	button: TemplateButton | undefined,
): void {
	const where = `template button ${component.index}`;
	if (button?.type !== String(component.sub_type).toUpperCase()) {
		throw new MetaRefusal(132018, `${where} is ${button?.type ?? 'not there'}, not ${component.sub_type}`);
	}
	const action = component.parameters[0].action as {
		order_details?: unknown;
		payment_request?: { payment_setting: PaymentSetting };
	};
	if (component.sub_type === 'order_details') {
		content.orderDetails = checkOrderDetails(action.order_details, `${where}.order_details`);
		return;
	}
	const setting = (action.payment_request as { payment_setting: PaymentSetting }).payment_setting;
	checkPaymentSetting(setting, `${where}.payment_setting`);
	const expected = button.payment_setting?.type;
	if (setting.type !== expected) {
		throw new MetaRefusal(132018, `${where} is for ${expected}, not ${setting.type}`);
	}
	content.hasPaymentButtons = true;
}
