import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { describeFound } from '../../commerce/domain/errors';
import { findOperation, operationFields } from './operations';
import { computeAll } from './local/computeAll';
import { isLocal } from '../providers/operation';
import { RunParameters } from '../providers/itemParameters';
import { addWarningHints } from './sending/hints';
import { SendRun } from './sending/sendRun';

export class WhatsAppCommerce implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Commerce',
		name: 'whatsAppCommerce',
		icon: { light: 'file:whatsAppCommerce.svg', dark: 'file:whatsAppCommerce.dark.svg' },
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle:
			'={{ ({ orderPaymentUpdate: "Order Payment Update", orderStatus: "Order Status", paymentCode: "Payment Code", paymentRequest: "Payment Request", pixKey: "PIX Key" })[$parameter["operation"]] + " · " + ($parameter["provider"] === "zApi" ? "Z-API" : "Hub Chatt2.me") }}',
		description: 'Charge customers and keep them informed on WhatsApp through Z-API or Hub Chatt2.me',
		defaults: { name: 'WhatsApp Commerce' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// `/provider`, because the editor takes a field whose options are all named here for a choice of
		// authentication, hides it, and lets the newest credential decide it. `operation` puts these below Provider.
		credentials: [
			{
				name: 'zApi',
				required: true,
				displayOptions: {
					show: {
						'/provider': ['zApi'],
						operation: ['orderPaymentUpdate', 'orderStatus', 'paymentRequest', 'pixKey'],
					},
				},
			},
			{
				name: 'chatt2MeApi',
				required: true,
				displayOptions: {
					show: {
						'/provider': ['chatt2Me'],
						operation: ['orderPaymentUpdate', 'orderStatus', 'paymentRequest'],
					},
				},
			},
		],
		properties: [
			{
				displayName: 'Provider',
				name: 'provider',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Z-API', value: 'zApi' },
					{ name: 'Hub Chatt2.me', value: 'chatt2Me' },
				],
				default: 'zApi',
				required: true,
				description: 'The service that sends the WhatsApp message',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { provider: ['zApi'] } },
				options: [
					{
						name: 'Order Payment Update',
						value: 'orderPaymentUpdate',
						action: 'Update order payment',
						description: 'Tell the customer that an order was paid',
					},
					{
						name: 'Order Status',
						value: 'orderStatus',
						action: 'Update order status',
						description: 'Tell the customer the new status of an order',
					},
					{
						name: 'Payment Code',
						value: 'paymentCode',
						action: 'Check or build payment code',
						description: 'Read a PIX code or boleto, or build a static PIX code, without sending anything',
					},
					{
						name: 'Payment Request',
						value: 'paymentRequest',
						action: 'Send payment request',
						description: 'Send an order that the customer can pay',
					},
					{
						name: 'PIX Key',
						value: 'pixKey',
						action: 'Send PIX key',
						description: 'Send a button that copies your PIX key',
					},
				],
				default: 'paymentRequest',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { provider: ['chatt2Me'] } },
				options: [
					{
						name: 'Order Payment Update',
						value: 'orderPaymentUpdate',
						action: 'Update order payment',
						description: 'Tell the customer that an order was paid',
					},
					{
						name: 'Order Status',
						value: 'orderStatus',
						action: 'Update order status',
						description: 'Tell the customer the new status of an order',
					},
					{
						name: 'Payment Code',
						value: 'paymentCode',
						action: 'Check or build payment code',
						description: 'Read a PIX code or boleto, or build a static PIX code, without sending anything',
					},
					{
						name: 'Payment Request',
						value: 'paymentRequest',
						action: 'Send payment request',
						description: 'Send an order that the customer can pay',
					},
				],
				default: 'paymentRequest',
			},
			...operationFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const itemCount = this.getInputData().length;
		const provider = this.getNodeParameter('provider', 0) as string;
		const operationName = this.getNodeParameter('operation', 0) as string;
		const operation = findOperation(provider, operationName);
		if (operation === undefined) {
			const message = `The provider ${describeFound(provider)} has no operation ${describeFound(operationName)}`;
			throw new NodeOperationError(this.getNode(), message, {
				description: 'Choose Provider and Operation again.',
			});
		}
		const parameters = new RunParameters(this);
		if (isLocal(operation)) return [computeAll(this, operation, parameters, itemCount)];
		const run = new SendRun(this, itemCount, { operation, provider, operationName, parameters });
		const { items, prepared } = await run.execute();
		addWarningHints(this, prepared);
		return [items];
	}
}
