/**
 * The parsed address, undefined when the text is none. Not URL.canParse: in Node 20 that says no to addresses with accents
 * once it has been called some thousand times.
 */
export function webAddressOf(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
