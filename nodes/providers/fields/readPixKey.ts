import { normalizePixKey, PIX_KEY_TYPES, type PixKeyType } from '../../../commerce/domain/pix/pixKey';
import type { ItemParameters } from '../itemParameters';

/** PIX Key as its type wants it. Throws InvalidInputError. */
export function readPixKey(params: ItemParameters): { key: string; keyType: PixKeyType } {
	const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
	return { key: normalizePixKey(params.value('pixKey'), keyType, 'PIX Key'), keyType };
}
