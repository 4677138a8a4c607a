import 'reflect-metadata';
import { Container } from '@n8n/di';
import { DataDeduplicationService, ErrorReporter, InstanceSettings } from 'n8n-core';
import { ProcessedDataStore } from './processedData';

interface LoggerLike {
	error: (message: string, metadata?: unknown) => void;
	warn: (message: string, metadata?: unknown) => void;
	info: (message: string, metadata?: unknown) => void;
	scoped: () => LoggerLike;
}

/** Everything n8n-core and the nodes logged in this process, newest last. */
export const logLines: string[] = [];

/** The memory behind `checkProcessedAndRecord` in every run; `clear()` it between tests. */
export const processedData = new ProcessedDataStore();

let ready = false;

/**
 * Gives n8n-core what the n8n server would: an instance identity that touches no file, the processed-data
 * store, and a logger that keeps its lines instead of printing them. Safe to call often.
 */
export async function setUpN8nCore(): Promise<void> {
	if (ready) return;
	ready = true;
	const instance: Partial<InstanceSettings> = {
		instanceId: 'engine-tests',
		hmacSignatureSecret: 'engine-tests-signature',
		n8nFolder: '/nonexistent',
		instanceType: 'main',
	};
	Object.defineProperty(instance, 'encryptionKey', { value: 'engine-tests-encryption' });
	Container.set(InstanceSettings, instance as InstanceSettings);
	keepLogLines();
	await DataDeduplicationService.init(processedData);
}

/** The logger class itself is not exported by n8n-core; its error reporter holds the one instance. */
function keepLogLines(): void {
	const { logger } = Container.get(ErrorReporter) as unknown as { logger: LoggerLike };
	const keep = (level: string) => (message: string, metadata?: unknown) => {
		logLines.push(`${level} ${message} ${describe(metadata)}`);
	};
	Object.assign(logger, { error: keep('error'), warn: keep('warn'), info: keep('info') });
	logger.scoped = () => logger;
}

function describe(metadata: unknown): string {
	if (metadata === undefined) return '';
	if (metadata instanceof Error) return metadata.stack ?? metadata.message;
	try {
		return JSON.stringify(metadata);
	} catch {
		return String(metadata);
	}
}
