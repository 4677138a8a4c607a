import type { Locator } from 'playwright-core';

export interface SeenLabel {
	/** The words; a notice stands with its beginning. */
	text: string;
	/** Part of the words does not fit into the panel. */
	cut: boolean;
}

const LABELS = ['credentials-label', 'input-label', 'credential-connection-parameter']
	.map((id) => `[data-test-id=${id}]`)
	.concat('.notice')
	.join(', ');

/** Length at which a notice is told from another. */
const NOTICE_LENGTH = 40;

/** Visible labels of fields, in the order of the page. */
export async function readLabels(root: Locator): Promise<SeenLabel[]> {
	return await root.locator(LABELS).evaluateAll((elements, length) => {
		const seen: SeenLabel[] = [];
		for (const element of elements as HTMLElement[]) {
			if (element.offsetParent === null) continue;
			const notice = element.classList.contains('notice');
			const words = notice ? element : element.querySelector<HTMLElement>('label .n8n-text');
			if (!words) continue;
			const text = words.innerText.trim();
			const box = words.parentElement ?? words;
			const cut = [words, box].some(
				(part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
			);
			seen.push({ text: notice ? text.slice(0, length) : text, cut });
		}
		return seen;
	}, NOTICE_LENGTH);
}
