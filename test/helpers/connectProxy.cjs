const { createServer } = require('node:net');

/**
 * Runs `work` while n8n reaches HTTPS through a proxy (HTTPS_PROXY) that answers each CONNECT with these bytes and
 * hangs up. Resolves to the number of CONNECT requests.
 */
async function withConnectProxy(answer, work) {
	let asked = 0;
	const proxy = createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => {
			asked++;
			socket.end(answer);
		});
	});
	await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	process.env.HTTPS_PROXY = `http://127.0.0.1:${proxy.address().port}`;
	try {
		await work();
	} finally {
		delete process.env.HTTPS_PROXY;
		await new Promise((resolve) => proxy.close(resolve));
	}
	return asked;
}

module.exports = { withConnectProxy };
