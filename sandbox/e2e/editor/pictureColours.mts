import type { Locator, Page } from 'playwright-core';

/** What a picture looks like where it is drawn, in contrast ratios as WCAG defines them (1 to 21). */
export interface PictureColours {
	/** Shorter side, in pixels of the screen. */
	size: number;
	/** Colour behind the picture, and the one that the picture has most of. */
	behind: string;
	shape: string;
	/** The picture's main colour against what is behind it. */
	shapeContrast: number;
	/** How much of the picture's middle stands out from its main colour, 0 to 1. */
	drawing: number;
}

/** Contrast that WCAG 2.2, 1.4.11, asks of graphics. */
export const LEGIBLE = 3;

/** Pixels around the picture that are taken along, to see what is behind it. */
const MARGIN = 2;

/** Reads the colours of a picture from the screen. */
export async function pictureColours(page: Page, picture: Locator): Promise<PictureColours> {
	const box = await picture.boundingBox();
	if (!box) throw new Error('the picture is not on the screen');
	const clip = {
		x: Math.floor(box.x) - MARGIN,
		y: Math.floor(box.y) - MARGIN,
		width: Math.ceil(box.width) + 2 * MARGIN,
		height: Math.ceil(box.height) + 2 * MARGIN,
	};
	const shot = await page.screenshot({ clip, animations: 'disabled' });
	const pixels = await page.evaluate(decode, shot.toString('base64'));
	return { size: Math.min(box.width, box.height), ...judge(pixels, clip.width, clip.height) };
}

type Colour = [red: number, green: number, blue: number];

/** In the page, which knows how to read a PNG. */
async function decode(png: string): Promise<Array<[number, number, number]>> {
	const image = new Image();
	image.src = `data:image/png;base64,${png}`;
	await image.decode();
	const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	context.drawImage(image, 0, 0);
	const { data } = context.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
	return Array.from({ length: data.length / 4 }, (_, pixel) => [
		data[pixel * 4] ?? 0,
		data[pixel * 4 + 1] ?? 0,
		data[pixel * 4 + 2] ?? 0,
	]);
}

function judge(pixels: Colour[], width: number, height: number): Omit<PictureColours, 'size'> {
	const isIn = (share: number) => (_: Colour, index: number) => {
		const x = index % width;
		const y = Math.floor(index / width);
		return (
			Math.abs(x - (width - 1) / 2) <= (width * share) / 2 &&
			Math.abs(y - (height - 1) / 2) <= (height * share) / 2
		);
	};
	const behind = mostOf(pixels.filter((_, index) => index < width || index >= pixels.length - width));
	const shape = mostOf(pixels.filter((colour) => contrast(colour, behind) > 1.2));
	const middle = pixels.filter(isIn(0.6));
	const drawn = middle.filter((colour) => contrast(colour, shape) >= LEGIBLE);
	return {
		behind: hex(behind),
		shape: hex(shape),
		shapeContrast: contrast(shape, behind),
		drawing: drawn.length / middle.length,
	};
}

/** The colour that most pixels have. */
function mostOf(pixels: Colour[]): Colour {
	const counts = new Map<string, number>();
	for (const colour of pixels) counts.set(colour.join(), (counts.get(colour.join()) ?? 0) + 1);
	const [most] = [...counts].sort(([, one], [, other]) => other - one);
	if (!most) throw new Error('the picture has one colour only');
	return most[0].split(',').map(Number) as Colour;
}

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05). */
function contrast(one: Colour, other: Colour): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
	const [red = 0, green = 0, blue = 0] = colour.map((byte) => {
		const part = byte / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(colour: Colour): string {
	return `#${colour.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
