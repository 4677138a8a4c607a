import { asObject, type LooseObject } from '../../../commerce/domain/looseJson';

/**
 * Names that shops and ERPs give to the members of a line item, in the order in which they are looked for. Names
 * are compared without case, accents and punctuation: "Preço Unitário", `preco_unitario` and `precoUnitario` are one.
 *
 * | System | Name, quantity, price of one unit, ID | Document |
 * | --- | --- | --- |
 * | Bling v3 | descricao, quantidade, valor, codigo | developer.bling.com.br, Pedidos - Vendas |
 * | Tiny v2, in `item` | descricao, quantidade, valor_unitario, codigo | tiny.com.br/api-docs/api2-pedidos-obter |
 * | Tiny (Olist) v3, notes | descricao, quantidade, valorUnitario, codigo; valorTotal is the line | api-docs.erp.olist.com |
 * | Nuvemshop | name, quantity, price, sku | github.com/TiendaNube/api-docs, resources/order.md |
 * | Tray, in `ProductsSold` | name, quantity, price, reference | developers.tray.com.br, Produtos Vendidos |
 * | Mercado Livre, title in `item` | title, quantity, unit_price, seller_sku | developers.mercadolivre.com.br, Gerenciar orders |
 * | PrestaShop | product_name, product_quantity, unit_price_tax_incl, product_reference | devdocs.prestashop-project.org, Webservice, Orders |
 * | VTEX, in cents | name, quantity, price, refId | developers.vtex.com, Orders API; orderForm fields |
 * | WooCommerce | name, quantity, price, sku; total is the line | woocommerce.github.io, Order - Line items |
 * | Shopify | name, current_quantity, price, sku | shopify.dev, Order resource, line_items |
 * | Magento | name, qty_ordered, price, sku; row_total is the line | OrderItemInterface, Sales API |
 * | OpenCart | name, quantity, price, model; total is the line | table order_product |
 */
export const SHOP_NAMES = {
	name: [
		...['name', 'title', 'productname', 'nome', 'nomeproduto', 'descricao', 'descricaoproduto'],
		...['description', 'produto', 'product', 'item'],
	],
	quantity: ['quantity', 'qty', 'qtyordered', 'productquantity', 'quantidade', 'qtd', 'qtde'],
	/** Shopify keeps the quantity of the order, and says here what is left after removals. */
	currentQuantity: ['currentquantity'],
	/** Magento keeps the quantity of the order, and says here how many of them were canceled. */
	canceledQuantity: ['qtycanceled'],
	unitPriceCents: [
		...['unitpricecents', 'amountcents', 'pricecents', 'priceincents', 'unitpriceincents'],
		...['valorcentavos', 'valoremcentavos', 'precocentavos', 'precoemcentavos'],
		...['valorunitariocentavos', 'precounitariocentavos'],
	],
	unitPriceReais: ['unitpricereais'],
	/** In reais or in cents, as Price Unit says. */
	unitPrice: [
		...['unitprice', 'unitpricetaxincl', 'valorunitario', 'precounitario', 'valorunidade', 'vlrunitario'],
		...['price', 'preco', 'productprice', 'sellingprice', 'priceincltax', 'value', 'valor'],
	],
	/** Never a price: only named when there is no other. */
	lineTotal: [
		...['total', 'linetotal', 'rowtotal', 'totalprice', 'subtotal', 'totalamount', 'totalpricetaxincl'],
		...['valortotal', 'precototal', 'totalitem', 'linetotalcents', 'totalcents', 'amount'],
	],
	/** Of those, the ones that are unit price × quantity unless something was taken off or added to the line. */
	comparedLineTotal: [
		...['total', 'linetotal', 'rowtotal', 'totalprice', 'totalpricetaxincl'],
		...['valortotal', 'precototal', 'totalitem'],
	],
	currency: ['currency', 'currencyid', 'currencycode', 'moeda'],
	/** Taken off the line or its total, in reais or percent: shops differ. */
	discount: [
		...['discount', 'discountamount', 'totaldiscount', 'discountallocations', 'desconto', 'valordesconto'],
	],
	retailerId: [
		...['retailerid', 'sku', 'sellersku', 'codigo', 'code', 'codigoproduto', 'reference', 'referencia'],
		...['productreference', 'refid', 'model', 'productid', 'idproduto', 'id'],
	],
} as const;

/** Objects inside a line item that hold the product, or the whole line. */
const NESTED = ['item', 'produto', 'product', 'productssold', 'node'];

/** A member that was found, with the name that the builder knows it by. */
export interface Member {
	/** As the JSON names it, e.g. "item.unit_price". */
	path: string;
	value: unknown;
}

/** A line item whose members are found under any of their names. */
export class LineItem {
	private readonly members = new Map<string, Member[]>();

	constructor(row: LooseObject) {
		this.add(row, '');
		for (const [key, value] of Object.entries(row)) {
			const nested = NESTED.includes(plainName(key)) ? asObject(value) : undefined;
			if (nested !== undefined) this.add(nested, `${key}.`);
		}
	}

	private add(holder: LooseObject, prefix: string): void {
		for (const [key, value] of Object.entries(holder)) {
			if (value === undefined || value === null || value === '') continue;
			const name = plainName(key);
			const found = this.members.get(name) ?? [];
			this.members.set(name, [...found, { path: `${prefix}${key}`, value }]);
		}
	}

	/** Every member under one of these names, in the order of the names; the line's own before the product's. */
	all(names: readonly string[]): Member[] {
		return names.flatMap((name) => this.members.get(name) ?? []);
	}

	/** The first value under one of these names. */
	first(names: readonly string[]): unknown {
		return this.all(names)[0]?.value;
	}
}

/** A name without case, accents, spaces and punctuation. */
function plainName(name: string): string {
	return name
		.normalize('NFD')
		.replace(/[^A-Za-z0-9]/g, '')
		.toLowerCase();
}
