import { hub } from './hub';
import { metaCloud } from './metaCloud';
import type { Provider } from './provider';
import { zApi } from './zApi';

/** All providers, in the order of the Provider field; the first is its default. */
export const PROVIDERS: readonly Provider[] = [zApi, hub, metaCloud];
