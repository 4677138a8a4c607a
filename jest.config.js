const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
	],
};

/** Two layers: `unit` needs nothing but the sources; `engine` runs the built nodes in n8n-core against the simulator. */
module.exports = {
	// The engine and a loaded machine take seconds for what takes a moment elsewhere.
	testTimeout: 60_000,
	projects: [
		{
			displayName: 'unit',
			rootDir: __dirname,
			testEnvironment: 'node',
			roots: ['<rootDir>/test/unit'],
			testMatch: ['**/*.test.ts'],
			transform,
		},
		{
			displayName: 'engine',
			rootDir: __dirname,
			testEnvironment: 'node',
			roots: ['<rootDir>/test/engine', '<rootDir>/test/contract'],
			testMatch: ['**/*.test.ts'],
			transform,
			globalSetup: '<rootDir>/test/helpers/startSimulator.mjs',
			globalTeardown: '<rootDir>/test/helpers/stopSimulator.mjs',
		},
	],
};
