/** Where the simulator of this test run listens; set by startSimulator.mjs. */
module.exports = { simulatorUrl: process.env.SIMULATOR_URL };
