import { abacatePay } from './abacatePay';
import { apiPix } from './apiPix';
import { asaas } from './asaas';
import { infinitePay } from './infinitePay';
import { mercadoPago } from './mercadoPago';
import { other } from './other';
import { pagBank } from './pagBank';
import type { PaymentProvider } from './paymentProvider';
import { woovi } from './woovi';

/** All payment providers; the first is the default of the Payment Provider field, which lists them by name. */
export const PAYMENT_PROVIDERS: readonly PaymentProvider[] = [
	asaas,
	mercadoPago,
	woovi,
	abacatePay,
	pagBank,
	infinitePay,
	apiPix,
	other,
];
