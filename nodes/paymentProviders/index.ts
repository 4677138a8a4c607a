import { abacatePay } from './abacatePay';
import { asaas } from './asaas';
import { mercadoPago } from './mercadoPago';
import type { PaymentProvider } from './paymentProvider';
import { woovi } from './woovi';

/** All payment providers; the first is the default of the Payment Provider field, which lists them by name. */
export const PAYMENT_PROVIDERS: readonly PaymentProvider[] = [asaas, mercadoPago, woovi, abacatePay];
